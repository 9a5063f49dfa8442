import type { Tensor, Tensor4D } from "@tensorflow/tfjs";
import { expect, test } from "vitest";
import { compile, mirrorPad, tf } from "../../lib/engine";
import { gradientError, randomTensor } from "../models/central-differences";

test("mirrorPad() mirrors a map about its outermost row and column, which are not repeated", () => {
  const x = tf.tensor4d([1, 2, 3, 4, 5, 6, 7, 8, 9], [1, 3, 3, 1]);
  const rows = mirrorPad(x, 2).reshape([7, 7]).arraySync() as number[][];
  expect(rows[0]).toEqual([9, 8, 7, 8, 9, 8, 7]);
  expect(rows[2]).toEqual([3, 2, 1, 2, 3, 2, 1]);
  expect(rows[6]).toEqual([3, 2, 1, 2, 3, 2, 1]);
});

test("maps of many channels are mirrored as those of few are", () => {
  const x = randomTensor([2, 5, 4, 33], "maps") as Tensor4D;
  const few = tf.split(x, 11, 3).map((part) => mirrorPad(part as Tensor4D, 3));
  expect([...mirrorPad(x, 3).dataSync()]).toEqual([...tf.concat(few, 3).dataSync()]);
  const pad = (t: Tensor): Tensor => mirrorPad(t as Tensor4D, 1);
  expect(gradientError(pad, [randomTensor([1, 3, 3, 32], "small")])).toBeLessThan(0.01);
});

test("its first and second gradients are those of central differences, tfjs' own first is not", () => {
  const x = randomTensor([2, 5, 4, 3], "maps");
  const pad = (t: Tensor): Tensor => mirrorPad(t as Tensor4D, 3);
  expect(gradientError(pad, [x])).toBeLessThan(0.01);
  const gradient = (t: Tensor): Tensor => tf.grad((u) => tf.sum(tf.pow(pad(u), 3)))(t);
  expect(gradientError(gradient, [x])).toBeLessThan(0.01);
  const side: [number, number] = [3, 3];
  const plain = (t: Tensor): Tensor => tf.mirrorPad(t, [[0, 0], side, side, [0, 0]], "reflect");
  expect(gradientError(plain, [x])).toBeGreaterThan(0.1); // else this operation is not needed any more
});

test("a graph gives the same gradient", () => {
  const x = randomTensor([2, 5, 4, 3], "maps") as Tensor4D;
  const gradient = (t: Tensor4D) => tf.grad((u) => tf.sum(tf.square(mirrorPad(u as Tensor4D, 3))))(t);
  const graph = compile(gradient);
  expect([...graph(x).dataSync()]).toEqual([...gradient(x).dataSync()]);
  graph.dispose();
});
