import { expect, test } from "vitest";
import { foldScores, outOfFold } from "../../lib/evaluation/fold-predictions";
import { predictFold } from "./made-folds";

test("foldScores() averages seeds: more seeds are no more folds", () => {
  const seeds = [1, 2, 3].map((seed) => predictFold("a", 0, [10 + 2 * seed, 16], { seed }));
  expect([...foldScores(seeds, "a")]).toEqual([["0/0", (0.7 + 0.8) / 2]]);
});

test("outOfFold() has one answer an image and repeat, probabilities averaged over seeds", () => {
  const given = [1, 2].map((seed) => ({
    ...predictFold("a", 0, [20, 20], { seed }),
    predictions: [{ id: "x", label: 1, probabilities: seed === 1 ? [0.6, 0.4] : [0.2, 0.8] }],
  }));
  expect(outOfFold(given, "a")).toEqual([
    [{ id: "x", label: 1, probabilities: [0.4, 0.6].map((p) => expect.closeTo(p, 12) as number) }],
  ]);
});
