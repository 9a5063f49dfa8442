import type { Tensor } from "@tensorflow/tfjs";
import { expect, test } from "vitest";
import { compile, doubleSide, halveSide, numTensors, tf } from "../../lib/engine";
import { gradientError, randomTensor } from "../models/central-differences";

const values = (x: Tensor): number[] => [...x.dataSync()];

test("halveSide() takes means of 2 x 2 pixels, doubleSide() repeats each; the first undoes the second", () => {
  const x = tf.tensor([1, 2, 3, 4, 5, 6, 7, 8], [1, 2, 4, 1]);
  expect(values(halveSide(x))).toEqual([3.5, 5.5]);
  expect(values(doubleSide(tf.tensor([1, 2], [1, 1, 2, 1])))).toEqual([1, 1, 2, 2, 1, 1, 2, 2]);
  const maps = randomTensor([2, 4, 6, 3], "maps");
  expect(values(halveSide(doubleSide(maps)))).toEqual(values(maps));
});

test.each([
  ["halveSide", halveSide],
  ["doubleSide", doubleSide],
])("%s() has the derivatives of central differences, to the second order, in a graph too", (_, move) => {
  const x = randomTensor([2, 4, 4, 2], "x");
  expect(gradientError((a) => tf.square(move(a!)), [x])).toBeLessThan(0.01);
  // a penalty: the square of a gradient, which itself depends on x
  const slopes = (a: Tensor): Tensor => tf.grad((b: Tensor) => tf.sum(tf.pow(move(b), 3)))(a);
  expect(gradientError((a) => tf.square(slopes(a!)), [x])).toBeLessThan(0.02);
  const graph = compile((a: Tensor) => tf.grad((b) => tf.sum(tf.square(slopes(b))))(a));
  const eager = tf.grad((b) => tf.sum(tf.square(slopes(b))))(x);
  values(graph(x)).forEach((value, i) => expect(value).toBeCloseTo(values(eager)[i]!, 2));
  graph.dispose();
});

test("both leave one tensor", () => {
  const x = tf.ones([1, 2, 2, 1]);
  const before = numTensors();
  tf.dispose([halveSide(x), doubleSide(x)]);
  expect(numTensors()).toBe(before);
});
