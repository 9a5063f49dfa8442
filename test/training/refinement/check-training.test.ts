import { expect, test } from "vitest";
import { imageSet, type ImageSet, type Role } from "../../../lib/data/image-set";
import { layers, numTensors, tf } from "../../../lib/engine";
import { cycleGan } from "../../../lib/models";
import { trainCycleGan, trainSimGan } from "../../../lib/training/refinement";
import {
  bright,
  cycleGanOptions,
  dark,
  simGanOptions,
  tinyCycleGan,
  tinySimGan,
  tinySizes,
} from "./tiny-refinement";

/** Two grey images of a side. */
function grey<R extends Role>(role: R, size: number): ImageSet<R> {
  const ids = [`${role} 1`, `${role} 2`];
  const pixels = new Float32Array(2 * size * size);
  return imageSet(role, { foldId: "fold", seen: [], ids, labels: [0, 0], size, pixels });
}

test("numbers that a training could not keep to are refused before it, with their names", () => {
  const simGan = (changes: Parameters<typeof simGanOptions>[0]) => () =>
    trainSimGan({ synthetic: bright, real: dark }, tinySimGan, simGanOptions(changes));
  expect(simGan({ refinerUpdates: 0 })).toThrow("refinerUpdates 0, expected a whole number above 0");
  expect(simGan({ batchSize: 1.5 })).toThrow("batchSize 1.5, expected a whole number above 0");
  expect(simGan({ recordEvery: 0 })).toThrow("recordEvery 0");
  expect(simGan({ history: -3 })).toThrow("history -3, expected a whole number");
  expect(simGan({ batchSize: 1 })).toThrow("a history of 6 images and batchSize 1");
  const cycle = (changes: Parameters<typeof cycleGanOptions>[0]) => () =>
    trainCycleGan({ a: bright, b: dark }, tinyCycleGan, cycleGanOptions(changes));
  expect(cycle({ pool: NaN })).toThrow("pool NaN");
  expect(simGan({ selfRegularisation: -5 })).toThrow("selfRegularisation -5, expected a weight of 0 or more");
  expect(cycle({ cycleWeight: NaN })).toThrow("cycleWeight NaN, expected a weight");
  expect(cycle({ identityWeight: -0.5 })).toThrow("identityWeight -0.5, expected a weight");
  for (const constantShare of [-1, 2, NaN])
    expect(cycle({ constantShare })).toThrow(`constantShare ${constantShare}, expected a share from 0 to 1`);
});

test("a batch of one needs no history, and a pool of 0 and a constant step size are no mistakes", async () => {
  await trainSimGan(
    { synthetic: bright, real: dark },
    tinySimGan,
    simGanOptions({ batchSize: 1, history: 0, pretraining: { refiner: 0, discriminator: 0 }, steps: 1 }),
  );
  await trainCycleGan(
    { a: bright, b: dark },
    tinyCycleGan,
    cycleGanOptions({ batchSize: 1, pool: 0, constantShare: 1, steps: 1 }),
  );
});

test("networks that do not fit the images are refused before training and leave no tensor", () => {
  const before = numTensors();
  expect(() =>
    trainCycleGan({ a: grey("synthetic", 30), b: grey("train", 30) }, tinyCycleGan, cycleGanOptions()),
  ).toThrow(/the network forward makes 32 x 32 x 1 of 30 x 30 x 1, expected images of the size/);
  expect(() =>
    trainCycleGan({ a: bright, b: dark }, cycleGan({ ...tinySizes, strides: 2 }), cycleGanOptions()),
  ).toThrow("the network ofA has no patch in images of 8 x 8, expected at least one");
  expect(numTensors()).toBe(before);
});

const convolution = (size: number, filters: number, activation: "sigmoid" | "linear" = "linear") => {
  const last = { filters, kernelSize: 3, strides: activation === "linear" ? 2 : 1, activation };
  return tf.sequential({
    layers: [layers.conv2d({ inputShape: [size, size, 1], padding: "same", ...last })],
  });
};

test("networks that fail half-built leave no tensor", () => {
  const broken = (size: number): never => {
    convolution(size, 1);
    throw new Error("a mistake in a cell");
  };
  const before = numTensors();
  expect(() =>
    trainSimGan({ synthetic: bright, real: dark }, { ...tinySimGan, discriminator: broken }, simGanOptions()),
  ).toThrow("a mistake in a cell");
  expect(() =>
    trainCycleGan({ a: bright, b: dark }, { ...tinyCycleGan, discriminator: broken }, cycleGanOptions()),
  ).toThrow("a mistake in a cell");
  expect(numTensors()).toBe(before);
});

test("a maker that is never below 0, and discriminators of other numbers per patch, are refused and leave no tensor", () => {
  const sigmoid = (size: number) => convolution(size, 1, "sigmoid");
  const relu = (size: number) => {
    const { inputs, outputs } = tinySimGan.refiner(size);
    return tf.model({ inputs, outputs: layers.reLU().apply(outputs) as typeof outputs });
  };
  const before = numTensors();
  const simGan = (changes: Partial<typeof tinySimGan>) => () =>
    trainSimGan({ synthetic: bright, real: dark }, { ...tinySimGan, ...changes }, simGanOptions());
  const cycle = (changes: Partial<typeof tinyCycleGan>) => () =>
    trainCycleGan({ a: bright, b: dark }, { ...tinyCycleGan, ...changes }, cycleGanOptions());
  expect(simGan({ refiner: sigmoid })).toThrow("the network refiner ends in sigmoid, which is never below 0");
  expect(simGan({ refiner: relu })).toThrow("the network refiner ends in relu");
  expect(cycle({ generator: sigmoid })).toThrow("the network forward ends in sigmoid");
  expect(simGan({ discriminator: (size) => convolution(size, 1) })).toThrow(
    "the network discriminator gives 4 x 4 x 1 of 8 x 8 x 1, expected two numbers for each patch",
  );
  expect(cycle({ discriminator: (size) => convolution(size, 2) })).toThrow(
    "the network ofA gives 4 x 4 x 2 of 8 x 8 x 1, expected one number for each patch",
  );
  expect(numTensors()).toBe(before);
});
