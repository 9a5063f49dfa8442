import { expect, test } from "vitest";
import { boxedSquares } from "../boxes/tiny-boxed";
import { layers, numTensors, tf } from "../../../lib/engine";
import type { GanSpec } from "../../../lib/models";
import { trainGan, type GanOptions } from "../../../lib/training";
import { trainDetector } from "../../../lib/training/detection/train-detector";
import { trainCycleGan } from "../../../lib/training/refinement";
import { cycleGanOptions, dark, tinyCycleGan } from "../refinement/tiny-refinement";
import { squares, tinyOptions, tinySpec } from "../tiny";

const train = squares("train", 12, () => 1);

/** Images of 8 x 8 to as many, through a layer that aligns corners as Keras' does not. */
const bilinear = (size: number) =>
  tf.sequential({
    layers: [
      layers.averagePooling2d({ inputShape: [size, size, 1], poolSize: 2 }),
      layers.conv2d({ filters: 1, kernelSize: 1 }),
      layers.upSampling2d({ size: [2, 2], interpolation: "bilinear" }),
    ],
  });

/** Likewise, with a detector's outputs: cells of 4 x 4 pixels. */
const bilinearDetector = (size: number) =>
  tf.sequential({
    layers: [
      layers.averagePooling2d({ inputShape: [size, size, 1], poolSize: 8 }),
      layers.upSampling2d({ size: [2, 2], interpolation: "bilinear" }),
      layers.conv2d({ filters: 5, kernelSize: 1 }),
    ],
  });

const inSigmoid: GanSpec["discriminator"] = (size) =>
  tf.sequential({
    layers: [
      layers.flatten({ inputShape: [size, size, 1] }),
      layers.dense({ units: 1, activation: "sigmoid" }),
    ],
  });

const inBilinear: GanSpec["generator"] = (size) =>
  tf.sequential({
    layers: [
      layers.dense({ inputShape: [5], units: size ** 2 / 4 }),
      layers.reshape({ targetShape: [size / 2, size / 2, 1] }),
      layers.upSampling2d({ size: [2, 2], interpolation: "bilinear" }),
      layers.batchNormalization(),
      layers.conv2d({ filters: 1, kernelSize: 1, activation: "tanh" }),
    ],
  });

async function refusal(spec: GanSpec, changes: Partial<GanOptions> = {}): Promise<string> {
  let epochs = 0;
  const message = await trainGan(
    train,
    spec,
    tinyOptions({ epochs: 1, ...changes }),
    () => void epochs++,
  ).then(
    () => "none",
    (error: unknown) => (error as Error).message,
  );
  expect(epochs).toBe(0);
  return message;
}

test("a network that cannot be saved is refused before the first step, and leaves no tensor", async () => {
  await trainGan(train, tinySpec, tinyOptions({ epochs: 1 })); // makes what is kept once for all
  const before = numTensors();
  expect(await refusal({ ...tinySpec, discriminator: inSigmoid })).toMatch(
    /^Cannot save the model ending in sigmoid: a last layer Dense with activation "sigmoid", expected a last layer that gives logits/,
  );
  for (const referenceBatch of [0, 4])
    expect(await refusal({ ...tinySpec, generator: inBilinear }, { referenceBatch })).toMatch(
      /is tfjs' bilinear UpSampling2D/,
    );
  const cycle = trainCycleGan(
    { a: dark, b: train },
    { ...tinyCycleGan, generator: bilinear },
    cycleGanOptions(),
  );
  await expect(cycle).rejects.toThrow("is tfjs' bilinear UpSampling2D");
  const boxed = boxedSquares(12);
  const detect = trainDetector(boxed, bilinearDetector, {
    ...tinyOptions({ epochs: 1 }),
    stepsPerEpoch: 1,
  });
  await expect(detect).rejects.toThrow("is tfjs' bilinear UpSampling2D");
  expect(numTensors()).toBe(before);
});
