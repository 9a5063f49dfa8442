import { describe, expect, test } from "vitest";
import { binomialSurvival, rateOfSurvival } from "../../lib/statistics/binomial-survival";
import golden from "../golden/distributions.json";
import { phantomMetrics } from "../quality/golden";

describe("binomialSurvival()", () => {
  test.each(golden.binomial)("of $k in $n at $p is SciPy's", ({ k, n, p, survival }) => {
    expect(binomialSurvival(k, n, p)).toBeCloseTo(survival, 11);
    if (survival > 1e-300) expect(binomialSurvival(k, n, p) / survival).toBeCloseTo(1, 8);
  });

  test("is the exact tail, not its normal approximation", () => {
    for (const { k, n, p_greater } of phantomMetrics.binomial)
      expect(binomialSurvival(k, n, 0.5)).toBeCloseTo(p_greater, 12);
  });

  test("is certain of none or more, impossible of more than all, and right at p = 0 and 1", () => {
    expect(binomialSurvival(0, 5, 0.3)).toBe(1);
    expect(binomialSurvival(6, 5, 0.3)).toBe(0);
    expect(binomialSurvival(2, 2, 0.3)).toBeCloseTo(0.09, 12);
    expect([binomialSurvival(1, 5, 0), binomialSurvival(5, 5, 1), binomialSurvival(0, 0, 0.5)]).toEqual([
      0, 1, 1,
    ]);
  });

  test("rateOfSurvival() is its inverse in p", () => {
    for (const [k, n, survival] of [
      [1, 1, 0.3],
      [26, 40, 0.8],
      [400, 400, 0.025],
    ] as const)
      expect(binomialSurvival(k, n, rateOfSurvival(k, n, survival))).toBeCloseTo(survival, 9);
  });
});
