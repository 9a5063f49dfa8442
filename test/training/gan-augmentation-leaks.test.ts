import { join } from "node:path";
import type { LayersModel, Tensor } from "@tensorflow/tfjs";
import { expect, test } from "vitest";
import { imageSet, type ImageSet } from "../../lib/data/image-set";
import { layers, numTensors, tf } from "../../lib/engine";
import type { GanSpec } from "../../lib/models";
import { judgeByValidation } from "../../lib/quality";
import {
  drawLatents,
  imagesAt,
  loadKeras,
  nonSaturating,
  trainGan,
  type GanOptions,
} from "../../lib/training";
import { ganTraining } from "../../lib/training/gan-training";
import { plainDiscriminator, squares, tinyOptions, tinySpec } from "./tiny";

const train = squares("train", 12, () => 1);
/** Brighter copies of the same images. */
const other = imageSet("train", { ...train, pixels: train.pixels.map((x) => Math.min(1, x + 0.8)) });
const options = (changes: Partial<GanOptions> = {}): GanOptions =>
  tinyOptions({ epochs: 4, batchSize: 6, augmentation: "adaptive", ...changes });

/** p after each epoch. */
function probabilities(images: ImageSet<"train">, spec: GanSpec, changes: Partial<GanOptions>): number[] {
  const training = ganTraining(images, spec, options(changes));
  while (training.history.length < 4) training.step();
  const found = training.history.map((losses) => losses.augmentationProbability!);
  training.dispose();
  return found;
}

test("p follows what the discriminator makes of training images alone: neither what is generated nor held-out images move it", async () => {
  // networks that stand still: what the discriminator says of the training images then depends on these alone
  const still = { learningRate: 0, loss: { ...nonSaturating, boundary: -0.5 } };
  const spec = { ...tinySpec, discriminator: plainDiscriminator };
  const brighter: GanSpec = {
    ...spec,
    generator: (size) =>
      tf.sequential({
        layers: [
          layers.dense({ inputShape: [5], units: size * size, activation: "sigmoid" }),
          layers.reshape({ targetShape: [size, size, 1] }),
        ],
      }),
  };
  const expected = probabilities(train, spec, still);
  expect(Math.max(...expected)).toBeGreaterThan(0);
  expect(probabilities(train, brighter, still)).toEqual(expected);
  expect(probabilities(other, spec, still)).not.toEqual(expected);

  const looking = { measureEvery: 1, penaltyWeight: 0 };
  const ofTraining = async (held?: ImageSet<"validation">): Promise<unknown> => {
    const judge = held && judgeByValidation(held);
    return (await trainGan(train, tinySpec, options(looking), undefined, judge)).history;
  };
  expect(await ofTraining(squares("validation", 9, () => 1))).toEqual(await ofTraining());
});

test("fifty steps with an adaptive augmentation leave no tensor behind", () => {
  const training = ganTraining(train, tinySpec, options({ loss: { ...nonSaturating, boundary: -1000 } }));
  const afterEpoch = (epochs: number): number => {
    while (training.history.length < epochs) training.step();
    return numTensors();
  };
  const begun = afterEpoch(3);
  expect(afterEpoch(28)).toBe(begun); // 50 steps more
  expect(training.history.at(-1)!.augmentationProbability).toBeGreaterThan(0);
  training.dispose();
});

test("samples are what the generator makes: no augmentation is between", async () => {
  const gan = await trainGan(train, tinySpec, options({ loss: { ...nonSaturating, boundary: -1000 } }));
  expect(gan.history.at(-1)!.augmentationProbability).toBeGreaterThan(0);
  const latents = drawLatents(gan, [0, 1, 2, 3], "test");
  const samples = await imagesAt(gan, latents);
  const model: LayersModel = await loadKeras(join(gan.folder, "generator.h5"));
  const made = model.predict(tf.tensor2d(latents, [4, 5])) as Tensor;
  made.dataSync().forEach((value, i) => expect(samples.pixels[i]).toBeCloseTo(value, 6));
  tf.dispose(made);
  model.dispose();
});
