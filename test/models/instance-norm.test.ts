import type { Tensor, Tensor4D } from "@tensorflow/tfjs";
import { expect, test } from "vitest";
import { tf } from "../../lib/engine";
import { instanceNorm } from "../../lib/models/instance-norm";
import golden from "../golden/instance-norm.json";
import { gradientError, randomTensor } from "./central-differences";

test("instanceNorm() gives PyTorch's values", () => {
  const found = instanceNorm(
    tf.tensor(golden.x, golden.shape as [number, number, number, number]) as Tensor4D,
  ).dataSync();
  golden.y.forEach((value, i) => expect(found[i]).toBeCloseTo(value, 5));
});

test("instanceNorm() gives each map of each image mean 0 and variance 1, whatever its batch mates", () => {
  const x = tf.add(tf.mul(randomTensor([3, 4, 5, 2], "maps"), 2), 5) as Tensor4D;
  const y = instanceNorm(x);
  const { mean, variance } = tf.moments(y, [1, 2]);
  for (const value of mean.dataSync()) expect(value).toBeCloseTo(0, 4);
  for (const value of variance.dataSync()) expect(value).toBeCloseTo(1, 3);
  const alone = instanceNorm(tf.slice(x, [1, 0, 0, 0], [1, 4, 5, 2]));
  expect([...alone.dataSync()]).toEqual([...tf.slice(y, [1, 0, 0, 0], [1, 4, 5, 2]).dataSync()]);
});

test("instanceNorm() has the gradients of central differences, and refuses a second derivative", () => {
  const x = randomTensor([2, 4, 4, 3], "maps");
  expect(gradientError((t) => instanceNorm(t as Tensor4D), [x])).toBeLessThan(0.01);
  const gradient = (t: Tensor): Tensor => tf.grad((u) => tf.sum(tf.square(instanceNorm(u as Tensor4D))))(t);
  expect(() => tf.grad((t) => tf.sum(gradient(t)))(x)).toThrow("again");
});
