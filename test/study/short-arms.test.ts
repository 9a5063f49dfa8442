import { expect, test } from "vitest";
import { findShortArms } from "../../lib/study/short-arms";
import type { TrialResult } from "../../lib/study/trial-result";

const result = (arm: string, facts: TrialResult["facts"]): TrialResult => ({
  trial: { kind: "arm", id: arm, arm, gans: [], repeat: 0, fold: 0, foldId: "f", seed: 1 },
  predictions: [],
  facts,
  curve: [],
  seconds: 1,
});

test("findShortArms() names arms whose pool was emptied, and how many images they had", () => {
  const found = findShortArms([
    result("original", { images: 80 }),
    result("original+synthetic", { wanted: 40, synthetic: 40 }),
    result("original+random", { wanted: 40, synthetic: 0 }),
    result("original+random", { wanted: 40, synthetic: 0 }),
    result("original+synthetic-kept", { wanted: 40, synthetic: 40 }),
    result("original+synthetic-kept", { wanted: 40, synthetic: 12 }),
    result("original+synthetic-kept", { wanted: 40, synthetic: 30 }),
  ]);
  expect(
    found.map(({ arm, lacking, trainings, fewest, most }) => [arm, lacking, trainings, fewest, most]),
  ).toEqual([
    ["original+random", 2, 2, 0, 0],
    ["original+synthetic-kept", 2, 3, 12, 30],
  ]);
  expect(found[0]!.sentence).toBe(
    "original+random had 0 of the 40 synthetic images it should have in 2 of 2 trainings: the discard left no more of the pool. It was the original arm under another name, and says nothing about these images.",
  );
  expect(found[1]!.sentence).toMatch(
    /had 12 to 30 of the 40 .* in 2 of 3 trainings.*not compared at an equal number/,
  );
});

test("findShortArms() is silent where every arm has its images, and of results from before they were counted", () => {
  expect(findShortArms([result("a", { wanted: 4, synthetic: 4 }), result("b", { images: 3 })])).toEqual([]);
});
