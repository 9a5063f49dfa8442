import { expect, test } from "vitest";
import { layers, numTensors, tf } from "../../../lib/engine";
import { detector } from "../../../lib/models";
import { checkDetector } from "../../../lib/training/detection/check-detector";
import { trainDetector } from "../../../lib/training/detection/train-detector";
import { boxedSquares } from "../boxes/tiny-boxed";

const network = ({ filters = 5, strides = 4 } = {}) =>
  tf.sequential({
    layers: [layers.conv2d({ inputShape: [8, 8, 1], filters, kernelSize: 3, strides, padding: "same" })],
  });

test("the detector fits images of each side, a network of any side too", () => {
  const anySide = tf.sequential({
    layers: [layers.conv2d({ inputShape: [null, null, 1], filters: 5, kernelSize: 4, strides: 4 })],
  });
  for (const [model, size] of [
    [detector(8), 8],
    [detector(30), 30],
    [anySide, 12],
  ] as const) {
    expect(() => checkDetector("own", model, size)).not.toThrow();
    model.dispose();
  }
});

test.each([
  ["other filters at the end", { filters: 6 }, "outputs [2, 2, 6], expected [2, 2, 5]"],
  ["another stride", { strides: 2 }, "outputs [4, 4, 5], expected [2, 2, 5]"],
])("a network with %s is refused before training, with both shapes", async (_, form, words) => {
  const before = numTensors();
  const options = {
    ...{ name: "own", folder: "/nowhere", seed: 1, epochs: 1, stepsPerEpoch: 1 },
    ...{ checkpointEvery: 1, batchSize: 2, learningRate: 1e-3 },
  };
  await expect(trainDetector(boxedSquares(4), () => network(form), options)).rejects.toThrow(
    `Cannot train the detector own: a network of ${words}.`,
  );
  expect(numTensors()).toBe(before);
});

test("a network of images of another side is refused", () => {
  const model = detector(16);
  expect(() => checkDetector("own", model, 8)).toThrow("a network of inputs [16, 16, 1], expected [8, 8, 1]");
  model.dispose();
});
