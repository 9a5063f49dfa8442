import { expect, test } from "vitest";
import { outOfFold, seedSpread } from "../../lib/evaluation/fold-predictions";
import { arm, predictFold } from "./made-folds";

test("seedSpread() pools the seeds of each fold: folds that differ do not count, nor do those of one seed", () => {
  const seeds = [1, 2, 3].map((seed) => predictFold("a", 0, [10 + 2 * seed, 16], { seed })); // 0.7, 0.75, 0.8
  const equal = [1, 2, 3].map((seed) => predictFold("a", 1, [20, 20], { seed }));
  expect(seedSpread([...seeds, predictFold("a", 2, [0, 0])], "a")).toBeCloseTo(0.05, 12);
  expect(seedSpread([...seeds, ...equal], "a")).toBeCloseTo(0.05 / Math.SQRT2, 12);
  expect(
    seedSpread(
      arm("a", () => 0),
      "a",
    ),
  ).toBeUndefined();
});

test("outOfFold() has one prediction an image and repeat, probabilities averaged over seeds", () => {
  const given = [1, 2].map((seed) => ({
    ...predictFold("a", 0, [20, 20], { seed }),
    predictions: [{ id: "x", label: 1, probabilities: seed === 1 ? [0.6, 0.4] : [0.2, 0.8] }],
  }));
  expect(outOfFold(given, "a")).toEqual([
    [{ id: "x", label: 1, probabilities: [0.4, 0.6].map((p) => expect.closeTo(p, 12) as number) }],
  ]);
});
