import type { Tensor, Tensor4D } from "@tensorflow/tfjs";
import { expect, test } from "vitest";
import { tf } from "../../lib/engine";
import { MinibatchStddev, minibatchStddev } from "../../lib/models/minibatch-stddev";
import golden from "../golden/pggan.json";
import { gradientError, randomTensor } from "./central-differences";

const { x, x_shape, group2, group4 } = golden.minibatch_stddev;
const shaped = tf.tensor(x, x_shape);
const maps = shaped as Tensor4D;

test("minibatchStddev() has the reference's values for groups of 2 and of 4", () => {
  const [a, b, c, d] = minibatchStddev(maps, 2).dataSync();
  expect(a).toBe(c); // images i and i + 2 are a group
  expect(b).toBe(d);
  expect(a).toBeCloseTo(group2[0]!, 6);
  expect(b).toBeCloseTo(group2[1]!, 6);
  for (const value of minibatchStddev(maps, 4).dataSync()) expect(value).toBeCloseTo(group4[0]!, 6);
});

test("the order inside a group changes nothing, an image of another group does", () => {
  const all = randomTensor([8, 2, 2, 3], "images") as Tensor4D;
  const shown = (order: number[]): number[] => [
    ...minibatchStddev(tf.gather(all, order) as Tensor4D, 4).dataSync(),
  ];
  const before = shown([0, 1, 2, 3, 4, 5, 6, 7]); // groups 0 2 4 6 and 1 3 5 7
  shown([6, 1, 0, 3, 4, 5, 2, 7]).forEach((value, i) => expect(value).toBeCloseTo(before[i]!, 6));
  expect(Math.abs(shown([1, 0, 2, 3, 4, 5, 6, 7])[0]! - before[0]!)).toBeGreaterThan(1e-3);
});

test("equal images show 1e-4 on one more channel, with a finite gradient", () => {
  const equal = tf.tile(randomTensor([1, 3, 3, 2], "image"), [4, 1, 1, 1]) as Tensor4D;
  const y = new MinibatchStddev({}).apply(equal) as Tensor4D;
  expect(y.shape).toEqual([4, 3, 3, 3]);
  const [before, added] = tf.split(y, [2, 1], 3);
  expect([...before!.dataSync()]).toEqual([...equal.dataSync()]);
  for (const value of added!.dataSync()) expect(value).toBeCloseTo(1e-4, 7);
  const slope = tf.grad((a) => tf.sum(minibatchStddev(a as Tensor4D, 4)))(equal);
  expect([...slope.dataSync()].every(Number.isFinite)).toBe(true);
});

test("its gradient and the gradient of its gradient are those of central differences", () => {
  const images = randomTensor([4, 2, 2, 2], "images");
  const layer = (a: Tensor): Tensor => new MinibatchStddev({}).apply(a) as Tensor;
  expect(gradientError((a) => tf.square(layer(a!)), [images])).toBeLessThan(0.02);
  const slopes = (a: Tensor): Tensor => tf.grad((b: Tensor) => tf.sum(tf.pow(layer(b), 3)))(a);
  expect(gradientError((a) => tf.square(slopes(a!)), [images])).toBeLessThan(0.03);
});
