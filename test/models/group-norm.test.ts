import type { Tensor4D } from "@tensorflow/tfjs";
import { expect, test } from "vitest";
import { tf } from "../../lib/engine";
import { groupNorm } from "../../lib/models/group-norm";
import { gradientError, randomTensor } from "./central-differences";

const maps = (n: number, channels: number): Tensor4D =>
  tf.add(tf.mul(randomTensor([n, 3, 4, channels], "maps"), 2), 5) as Tensor4D;

test("groupNorm() gives each image's group of channels mean 0 and variance 1, whatever its batch mates", () => {
  const x = maps(3, 6);
  const y = groupNorm(x, 2, tf.ones([6]), tf.zeros([6]));
  const grouped = tf.reshape(y, [3, 12, 2, 3]);
  const { mean, variance } = tf.moments(grouped, [1, 3]);
  for (const value of mean.dataSync()) expect(value).toBeCloseTo(0, 4);
  for (const value of variance.dataSync()) expect(value).toBeCloseTo(1, 3);
  const alone = groupNorm(tf.slice(x, [1, 0, 0, 0], [1, 3, 4, 6]), 2, tf.ones([6]), tf.zeros([6]));
  expect([...alone.dataSync()]).toEqual([...tf.slice(y, [1, 0, 0, 0], [1, 3, 4, 6]).dataSync()]);
});

test("groupNorm() scales and shifts each channel, and its gradients are those of central differences", () => {
  const x = maps(2, 4);
  const [gamma, beta] = [randomTensor([4], "gamma"), randomTensor([4], "beta")];
  const plain = groupNorm(x, 2, tf.ones([4]), tf.zeros([4]));
  const expected = tf.add(tf.mul(plain, gamma), beta);
  expect(tf.max(tf.abs(tf.sub(groupNorm(x, 2, gamma, beta), expected))).dataSync()[0]).toBeLessThan(1e-4);
  const error = gradientError((a, b, c) => groupNorm(a as Tensor4D, 2, b!, c!), [x, gamma, beta]);
  expect(error).toBeLessThan(0.01);
});
