import { describe, expect, test } from "vitest";
import { detectableDifference, imagesNeeded, power } from "../../lib/statistics/power";
import golden from "../golden/distributions.json";

describe("power()", () => {
  test.each(golden.power)(
    "of $difference standard errors at $df degrees of freedom and level $level is SciPy's noncentral t",
    ({ difference, df, level, power: expected }) => {
      expect(power(difference * 0.01, 0.01, df, level)).toBeCloseTo(expected, df === 1 ? 3 : 5);
    },
  );

  test("is the level itself without a difference, the same in both directions, and grows with it", () => {
    expect(power(0, 1, 9)).toBeCloseTo(0.05, 6);
    expect(power(-2, 1, 9)).toBeCloseTo(power(2, 1, 9), 12);
    expect(power(3, 1, 9)).toBeGreaterThan(power(2, 1, 9));
  });
});

test("detectableDifference() is found with the wanted power, and scales with the standard error", () => {
  const seen = detectableDifference(0.8, 0.02, 9);
  expect(power(seen, 0.02, 9)).toBeCloseTo(0.8, 9);
  expect(detectableDifference(0.8, 0.04, 9)).toBeCloseTo(2 * seen, 9);
});

test("imagesNeeded() is this study's number where its own detectable difference is asked for, four times for half", () => {
  const study = { n: 200, standardError: 0.02, df: 9 };
  const seen = detectableDifference(0.8, study.standardError, study.df);
  expect(imagesNeeded(seen * (1 + 1e-9), study)).toBe(200);
  expect(imagesNeeded(-(seen / 2) * (1 + 1e-9), study)).toBe(800);
});
