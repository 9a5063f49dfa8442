import { expect, test } from "vitest";
import { imageSet } from "../../../lib/data/image-set";
import { layers, numTensors, tf } from "../../../lib/engine";
import { reflectPad, trainingMaps, trainSegmentation } from "../../../lib/training";
import { checkSegmentation } from "../../../lib/training/segmentation/check-segmentation";
import type { LabelledMaps } from "../../../lib/training/segmentation/segmentation-training";

const ids = ["a", "b"];
const images = imageSet("train", {
  foldId: "fold",
  ids,
  labels: [1, 1],
  size: 6,
  pixels: new Float32Array(72),
});
const data: LabelledMaps = {
  padded: reflectPad(trainingMaps(images), 1),
  labels: Uint8Array.from({ length: 72 }, (_, i) => i % 2),
  classes: 2,
};
const network = ({ filters = 2, kernelSize = 3, channels = 1 } = {}) =>
  tf.sequential({
    layers: [layers.conv2d({ inputShape: [null, null, channels], filters, kernelSize, padding: "valid" })],
  });

test("patch, labels and network that fit each other are taken", () => {
  const fits = network();
  expect(() => checkSegmentation(fits, data, { name: "own", patch: 3 })).not.toThrow();
  fits.dispose();
});

test.each<[string, Parameters<typeof network>[0], Partial<LabelledMaps>, number, string]>([
  ["an even patch", {}, {}, 4, "patch 4, expected an odd number of pixels"],
  ["a patch that is larger than the images", {}, {}, 9, "patch 9 and images of 8 x 8"],
  [
    "labels of another size",
    {},
    { labels: new Uint8Array(50) },
    3,
    "50 labels, expected 72, one per pixel of 2 images of 6 x 6",
  ],
  ["a margin of another patch", {}, {}, 5, "72 labels, expected 32"],
  ["fewer classes than labels", {}, { classes: 1 }, 3, "the label 1, expected labels below 1"],
  [
    "more classes than the network has",
    {},
    { classes: 3 },
    3,
    "makes 1 x 1 x 1 x 2 of a patch of 1 x 3 x 3 x 1, expected 1 x 1 x 1 x 3: the logits of 3 classes",
  ],
  ["a network of another patch", { kernelSize: 2 }, {}, 3, "makes 1 x 2 x 2 x 2 of a patch"],
  [
    "a network of other channels",
    { channels: 4 },
    {},
    3,
    "a network of inputs [, , , 4], expected [, 3, 3, 1]",
  ],
])("%s: refused by name before training", async (_, form, changes, patch, words) => {
  const wrong = network(form);
  wrong.predict(tf.zeros([1, 8, 8, form?.channels ?? 1]));
  const before = numTensors();
  const options = { name: "own", folder: "/nowhere", seed: 1, patch, batchSize: 2, momentum: 0.9 };
  const phases = [{ name: "one", steps: 1, patches: "natural", trains: "all", learningRate: 0.1 }] as const;
  await expect(trainSegmentation(wrong, { ...data, ...changes }, { ...options, phases })).rejects.toThrow(
    `Cannot train the segmentation own: `,
  );
  expect(() => checkSegmentation(wrong, { ...data, ...changes }, { name: "own", patch })).toThrow(words);
  expect(numTensors()).toBe(before);
  wrong.dispose();
});
