import type { SymbolicTensor } from "@tensorflow/tfjs";
import { expect, test } from "vitest";
import { layers, numTensors, tf } from "../../../lib/engine";
import { pggan, type PgganSpec } from "../../../lib/models";
import { checkGrowingNetworks } from "../../../lib/training/progressive/check-growing-networks";
import { growthSchedule } from "../../../lib/training/progressive/growth-schedule";
import { trainPggan } from "../../../lib/training/progressive/train-pggan";
import { tinyPggan, tinyTask } from "./tiny-pggan";

const schedule = growthSchedule({ size: 8, stable: 16, fade: 16 });

test.each([
  ["without boxes", tinyPggan],
  ["with boxes", pggan({ maps: 4, hasBoxes: true })],
])("the published pair %s fits each phase", (_, spec) => {
  const before = numTensors();
  expect(() => checkGrowingNetworks("train", spec, schedule)).not.toThrow();
  expect(numTensors()).toBe(before);
});

const twoLogits: PgganSpec = {
  ...tinyPggan,
  discriminator: (stage) => {
    const { inputs, outputs } = tinyPggan.discriminator(stage);
    return tf.model({ inputs, outputs: layers.dense({ units: 2 }).apply(outputs) as SymbolicTensor });
  },
};
const twoChannels: PgganSpec = {
  ...tinyPggan,
  generator: (stage, parts) => {
    const { inputs, outputs } = tinyPggan.generator(stage, parts);
    const last = layers.conv2d({ filters: stage.side === 8 ? 2 : 1, kernelSize: 1 });
    return tf.model({ inputs, outputs: last.apply(outputs) as SymbolicTensor });
  },
};
const { options } = tinyTask();

test.each([
  [
    "two logits",
    { spec: twoLogits },
    "output [2] of the discriminator of 4 x 4, expected [1]. Correct it in the cell",
  ],
  [
    "images of two channels",
    { spec: twoChannels },
    "output [8, 8, 2] of the generator of 8 x 8 (fading in), expected [8, 8, 1]",
  ],
  [
    "a latent of another length",
    { spec: { ...tinyPggan, latentDim: 3 } },
    "inputs [4] of the generator of 4 x 4, expected [3]",
  ],
  [
    "a constant loss",
    { options: { ...options, loss: { ...options.loss, generator: () => tf.scalar(1) } } },
    `the generator's loss "${options.loss.name}" has no slope in the outputs for fakes`,
  ],
  [
    "one number per image",
    { options: { ...options, loss: { ...options.loss, generator: tf.neg } } },
    `the generator's loss "${options.loss.name}" of shape [4, 1], expected one number`,
  ],
])("%s: trainPggan() refuses it before training", async (_, changes, words) => {
  tinyPggan.generator({ side: 8, isFading: true }).dispose();
  const before = numTensors();
  await expect(trainPggan(tinyTask(changes))).rejects.toThrow(
    `Cannot train the PGGAN of tiny pggan: ${words}`,
  );
  expect(numTensors()).toBe(before);
});
