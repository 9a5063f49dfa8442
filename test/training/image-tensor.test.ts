import { expect, test } from "vitest";
import { pick } from "../../lib/data/image-set";
import { numTensors, tf } from "../../lib/engine";
import { gather, imageTensor } from "../../lib/training/image-tensor";
import { squares } from "./tiny";

test("gather() gives the very pixels of the images at the indices, in their order and as often as asked", () => {
  const set = squares("train", 12, () => 1);
  const before = numTensors();
  const images = imageTensor(set);
  expect(images.shape).toEqual([12, 8, 8, 1]);
  for (const indices of [[3, 0, 11, 7], [5], [2, 9]]) {
    const batch = tf.tidy(() => gather(images, tf.tensor1d(indices, "int32")));
    expect(batch.shape).toEqual([indices.length, 8, 8, 1]);
    expect(batch.dataSync()).toEqual(pick(set, indices).pixels);
    batch.dispose();
  }
  const twice = tf.tidy(() => gather(images, tf.tensor1d([4, 4], "int32")));
  expect(twice.dataSync().slice(64)).toEqual(pick(set, [4]).pixels);
  tf.dispose([images, twice]);
  expect(numTensors()).toBe(before);
});
