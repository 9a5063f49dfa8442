import { readFileSync } from "node:fs";
import type { Tensor4D } from "@tensorflow/tfjs";
import { describe, expect, test } from "vitest";
import { draws, numTensors, tf } from "../../../lib/engine";
import {
  adaptiveAugmentation,
  highestProbability,
  steeredProbability,
} from "../../../lib/training/augmentation/adaptive-augmentation";
import { adaptiveTransforms } from "../../../lib/training/augmentation/adaptive-transforms";

const { ada } = JSON.parse(
  readFileSync(new URL("../../golden/gan-variants.json", import.meta.url), "utf8"),
) as {
  ada: { mean_sign_of_real_logits: number[]; p: number[]; step: number; batch: number; kimg: number };
};

test("steeredProbability() takes the golden steps, and none where r is exactly the target", () => {
  let p = 0;
  ada.mean_sign_of_real_logits.forEach((r, i) => {
    [p] = steeredProbability(tf.scalar(p), tf.scalar(r), tf.scalar(ada.step)).dataSync() as unknown as [
      number,
    ];
    expect(p).toBeCloseTo(ada.p[i]!, 6);
  });
});

describe("adaptiveAugmentation()", () => {
  const logits = (positive: number, n = 16) => tf.tensor2d(Array.from({ length: n }, (_, i) => (i < positive ? 2 : -3)), [n, 1]); // prettier-ignore

  test("raises p by exactly the golden step every 4 batches that are all taken for real, up to its upper end", () => {
    const one = adaptiveAugmentation({ boundary: 0, thousands: ada.kimg });
    const seen: number[] = [];
    for (let i = 0; i < 120; i++) {
      one.observe(logits(16));
      seen.push(one.probability());
    }
    expect(seen.slice(0, 3)).toEqual([0, 0, 0]);
    for (const i of [3, 6, 7, 11, 15]) expect(seen[i]).toBeCloseTo(ada.step * Math.floor((i + 1) / 4), 6);
    expect(seen.at(-1)).toBeCloseTo(highestProbability, 6);
    one.observe(logits(0));
    for (let i = 0; i < 3; i++) one.observe(logits(0));
    expect(one.probability()).toBeCloseTo(highestProbability - ada.step, 6); // comes down at once
    one.dispose();
  });

  test("weighs images alike where a batch is smaller, and reads signs about the loss's boundary", () => {
    const one = adaptiveAugmentation({ boundary: 0, thousands: 1 });
    for (const n of [16, 16, 16, 8]) one.observe(logits(n, n));
    expect(one.probability()).toBeCloseTo(56 / 1000, 6);
    for (let i = 0; i < 4; i++) one.observe(logits(12)); // r = 0.5
    expect(one.probability()).toBe(0);
    one.dispose();
    const half = adaptiveAugmentation({ boundary: 0.5, thousands: 1 });
    for (let i = 0; i < 4; i++) half.observe(tf.fill([16, 1], 0.6));
    expect(half.probability()).toBeCloseTo(64 / 1000, 6);
    for (let i = 0; i < 4; i++) half.observe(tf.fill([16, 1], 0.4)); // above 0, but taken for fake
    expect(half.probability()).toBe(0);
    half.dispose();
  });

  test("goes on from its state between two changes of p, leaves no tensor, and augments more as p rises", () => {
    const one = adaptiveAugmentation({ boundary: 0, thousands: 0.1 });
    const other = adaptiveAugmentation({ boundary: 0, thousands: 0.1 });
    for (let i = 0; i < 6; i++) one.observe(logits(16));
    other.restore(one.state());
    for (const each of [one, other]) for (let i = 0; i < 2; i++) each.observe(logits(16));
    expect(other.state()).toEqual(one.state());
    const x = logits(16);
    const before = numTensors();
    one.observe(x);
    one.state();
    expect(numTensors()).toBe(before);
    const images = tf.tanh(tf.randomNormal([64, 8, 8, 1], 0, 1, "float32", 1)) as Tensor4D;
    const changed = (of: typeof one): number => {
      const drawn = draws(1, "augment");
      const differs = tf.any(tf.notEqual(of.augment(images, drawn), images), [1, 2, 3]);
      const count = tf.sum(tf.cast(differs, "int32")).dataSync()[0]!;
      drawn.dispose();
      return count;
    };
    const fresh = adaptiveAugmentation({ boundary: 0, thousands: 0.1 });
    expect(changed(fresh)).toBe(0);
    expect(changed(one)).toBe(64); // p = 0.8: 1 - 0.2^7 of them
    for (const each of [one, other, fresh]) each.dispose();
  });
});

test("at the highest probability the images shown still tell left from right, at 1 not: below it, what is augmented cannot leak into samples", () => {
  const [n, size] = [2000, 16];
  const left = tf.tile(
    tf
      .buffer(
        [1, size, size, 1],
        "float32",
        new Float32Array(size * size).map((_, k) => (k % size < 5 ? 1 : -1)),
      )
      .toTensor(),
    [n, 1, 1, 1],
  ) as Tensor4D;
  /** Mean brightness of the left half less that of the right one, in standard errors. */
  const asymmetry = (p: number): number => {
    const drawn = draws(3, "augment");
    const shown = adaptiveTransforms(left, drawn, tf.scalar(p));
    const [a, b] = tf.split(shown, 2, 2).map((half) => tf.mean(half, [1, 2, 3]));
    const { mean, variance } = tf.moments(tf.sub(a!, b!));
    drawn.dispose();
    return mean.dataSync()[0]! / Math.sqrt(variance.dataSync()[0]! / n);
  };
  expect(asymmetry(highestProbability)).toBeGreaterThan(6);
  expect(Math.abs(asymmetry(1))).toBeLessThan(3.5);
});
