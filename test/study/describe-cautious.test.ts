import { expect, test } from "vitest";
import { describeCautious, type StudyResults } from "../../lib/study";

const groups = { origin: "guessed", count: 180 } as const;

function results(count: number, leaked: readonly number[], isFinished = true) {
  const main = {
    arm: "original+synthetic",
    verdict: "cannot tell",
    test: { mean: 0.01, low: -0.08, high: 0.1 },
  } as StudyResults["comparisons"][number];
  const cautious = { groups: count, leaked, comparisons: isFinished ? [main] : [] };
  return describeCautious({ images: 200, groups, cautious });
}

test("describeCautious() says the answer with cautious groups, and the leak that is left", () => {
  expect(results(120, [88, 91])).toBe(
    "With cautious groups (neighbours in file order alike in size, window, noise and outline are of one patient: 120 groups, not 180) the answer is original+synthetic: cannot tell, +1.0 points (−8.0 to +10.0). " +
      "Test images with one of their cautious group in the training part of the same fold, by division into folds: 88, 91 of 200: a leak that this study cannot rule out, and --set data.grouping=cautious can.",
  );
  expect(results(120, [0, 0])).toMatch(/No test image has one of its cautious group in the training part/);
  expect(results(120, [3], false)).toMatch(
    /the answer is not known: the arm is not finished\. Test images .*: 3 of 200: a leak/,
  );
});

test("describeCautious() says so where there are no other groups, and nothing where patients are named", () => {
  expect(results(180, [0])).toMatch(/the answer is the same: the folds tear none of them\.$/);
  expect(describeCautious({ images: 200, groups: { origin: "given", count: 9 } })).toBeUndefined();
});
