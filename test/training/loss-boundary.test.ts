import type { Scalar, Tensor } from "@tensorflow/tfjs";
import { describe, expect, test } from "vitest";
import { tf } from "../../lib/engine";
import { hinge, leastSquares, nonSaturating, wasserstein } from "../../lib/training";
import { byFeatures } from "../../lib/training/gan-losses";
import { lossBoundary } from "../../lib/training/loss-boundary";
import { leastSquares as own } from "./own-loss";

const n = 20;
const column = (values: readonly number[]): Tensor => tf.tensor2d([...values], [n, 1]);

describe.each([nonSaturating, leastSquares, byFeatures(nonSaturating)])("lossBoundary() of $name", (loss) => {
  test.each([
    [0, 0],
    [4, 0],
    [0, 0.2],
    [1, 0.1],
    [4, 0.5],
  ])("is the output for all images at which its loss is least: %i of 20 inverted, smoothed by %f", (k, s) => {
    const inverted = (usual: number) =>
      Array.from({ length: n }, (_, i) => Math.abs(usual - (i < k ? 1 : 0)));
    const targets = { real: column(inverted(1).map((t) => t * (1 - s))), fake: column(inverted(0)) };
    const lossAt = (output: Tensor) => tf.mean(loss.discriminator(output, output, targets)) as Scalar;
    const boundary = lossBoundary(loss, { flipProbability: k / n, smoothing: s }) as number;
    const slope = tf.grad(lossAt)(tf.fill([n, 1], boundary));
    expect(tf.sum(slope).dataSync()[0]).toBeCloseTo(0, 6);
  });
});

test("lossBoundary() is moved by smoothed targets, not by inverted ones alone, and not where a loss has none", () => {
  expect(lossBoundary(nonSaturating, { smoothing: 0.2 })).toBeCloseTo(Math.log(0.4 / 0.6), 12);
  expect(lossBoundary(leastSquares, { smoothing: 0.2 })).toBe(0.4);
  for (const flipProbability of [0, 0.05, 0.5]) {
    expect(lossBoundary(nonSaturating, { flipProbability })).toBe(0);
    expect(lossBoundary(leastSquares, { flipProbability })).toBe(0.5);
  }
  expect(lossBoundary(hinge, { smoothing: 0.2 })).toBe(0);
  expect(lossBoundary(wasserstein, { smoothing: 0.2 })).toBe("none");
  expect(lossBoundary(own, { smoothing: 0.2 })).toBe(0);
  expect(lossBoundary({ ...nonSaturating, boundary: -0.5 }, { smoothing: 0.2 })).toBe(-0.5);
});
