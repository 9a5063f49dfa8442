import type { Tensor, Tensor2D } from "@tensorflow/tfjs";
import { describe, expect, test } from "vitest";
import { tf } from "../../lib/engine";
import { crossEntropy } from "../../lib/training/classifier-steps";

describe("crossEntropy()", () => {
  const logits = tf.tensor2d([
    [2, -1],
    [0.5, 0.5],
    [-60, 60],
  ]);
  const oneHot = tf.tensor2d([
    [1, 0],
    [0, 1],
    [1, 0],
  ]);

  test("is the mean of -log softmax at the true class, finite far out", () => {
    const expected = (Math.log1p(Math.exp(-3)) + Math.LN2 + 120) / 3;
    expect(crossEntropy(logits, oneHot).dataSync()[0]).toBeCloseTo(expected, 4);
  });

  test("has the gradient (softmax - target) / n", () => {
    const gradient = tf.grad((x: Tensor) => crossEntropy(x as Tensor2D, oneHot))(logits);
    const expected = tf.div(tf.sub(tf.softmax(logits), oneHot), 3);
    expect(tf.max(tf.abs(tf.sub(gradient, expected))).dataSync()[0]).toBeLessThan(1e-6);
  });
});
