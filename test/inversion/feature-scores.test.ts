import { afterAll, expect, test } from "vitest";
import { stream } from "../../lib/core";
import { numTensors, tf } from "../../lib/engine";
import { featureScores, frozenPair, pixelsAt } from "../../lib/inversion";
import { tinySpec } from "../training/tiny";

const pair = frozenPair(tinySpec.generator(8), tinySpec.discriminator(8));
afterAll(() => pair.dispose());

test("is the mean square of the features' differences, image by image, in inference mode", () => {
  const n = 70; // more than a batch
  const made = { size: 8, pixels: pixelsAt(pair, stream(1, "latents").normals(n * 5)) };
  const other = { size: 8, pixels: made.pixels.map((v, k) => (k < 64 ? v : v / 2)) };
  const before = numTensors();
  const scores = featureScores(pair, made, other);
  expect(numTensors()).toBe(before);
  expect(scores).toHaveLength(n);
  expect(scores[0]).toBe(0);
  const byHand = tf.tidy(() => {
    const features = (pixels: Float32Array) => pair.features(tf.tensor4d(pixels.slice(-64), [1, 8, 8, 1]));
    return tf.mean(tf.square(tf.sub(features(made.pixels), features(other.pixels)))).dataSync()[0]!;
  });
  expect(scores[n - 1]).toBeCloseTo(byHand, 6);
  expect(byHand).toBeGreaterThan(0);
});
