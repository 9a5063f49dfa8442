import { expect, test } from "vitest";
import { mcnemar } from "../../lib/statistics/mcnemar";
import { signFlip } from "../../lib/statistics/sign-flip";

/** All signs of all differences, one by one. */
function byEnumeration(differences: readonly number[]): number {
  const found = Math.abs(differences.reduce((a, b) => a + b, 0));
  const sums = Array.from({ length: 2 ** differences.length }, (_, signs) =>
    differences.reduce((sum, d, i) => sum + (signs & (1 << i) ? d : -d), 0),
  );
  return sums.filter((sum) => Math.abs(sum) >= found).length / sums.length;
}

test.each([[[3, -1, 2, 0, 1]], [[-4, -4, 1]], [[2, 2, 2, -1, 5, 1, -3]], [[0, 7]]])(
  "signFlip() of %j is the share of sign patterns with so large a sum",
  (differences) => expect(signFlip(differences)).toBeCloseTo(byEnumeration(differences), 12),
);

test("signFlip() of single images is McNemar's exact test", () => {
  for (const [gained, lost] of [
    [8, 0],
    [5, 4],
    [90, 60],
    [0, 1],
  ] as const)
    expect(signFlip([...Array<number>(gained).fill(1), ...Array<number>(lost).fill(-1)])).toBeCloseTo(
      mcnemar(gained, lost),
      12,
    );
});

test("signFlip() is 1 without a difference, and of thousands of patients a number above 0", () => {
  expect(signFlip([])).toBe(1);
  expect(signFlip([0, 0])).toBe(1);
  const p = signFlip(Array.from({ length: 1000 }, (_, i) => (i % 10 === 0 ? -2 : 2)));
  expect(p).toBeGreaterThan(0);
  expect(p).toBeLessThan(1e-100);
});
