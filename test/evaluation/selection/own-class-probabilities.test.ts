import { expect, test } from "vitest";
import { imageSet } from "../../../lib/data";
import { ownClassProbabilities } from "../../../lib/evaluation/selection/own-class-probabilities";
import { vectors } from "../../../lib/ml/vectors";

const places = [-12, -9, -15, -12, 12, 9, 15, 12];
const training = (groups: (i: number) => string) => ({
  images: imageSet("train", {
    foldId: "f",
    ids: places.map((_, i) => String(i)),
    labels: places.map((x) => (x < 0 ? 0 : 1)),
    groups: places.map((_, i) => groups(i)),
    size: 1,
    pixels: Float32Array.from(places),
  }),
  vectors: vectors(places.map((x) => [x])),
});

test("ownClassProbabilities() are of the class asked for, and near a half at the boundary", () => {
  const candidates = vectors([[-12], [-0.1], [0.1], [12]]);
  const real = training(String);
  const ofOne = ownClassProbabilities(candidates, 1, real, { seed: 1 });
  expect(ofOne).toEqual([...ofOne].sort((a, b) => a - b));
  expect(ofOne[0]).toBeLessThan(0.4);
  expect(ofOne[3]).toBeGreaterThan(0.6);
  for (const p of ofOne.slice(1, 3)) expect(Math.abs(p - 0.5)).toBeLessThan(0.05);
  const ofZero = ownClassProbabilities(candidates, 0, real, { seed: 1 });
  ofZero.forEach((p, i) => expect(p + ofOne[i]!).toBeCloseTo(1, 1));
});

test("ownClassProbabilities() refuses a class of one group, which no model could do without", () => {
  const real = training((i) => (i < 4 ? "one patient" : String(i)));
  expect(() => ownClassProbabilities(vectors([[0]]), 1, real, { seed: 1 })).toThrow(
    /expected two classes of at least two groups each/,
  );
});
