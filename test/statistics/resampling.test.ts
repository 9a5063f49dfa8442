import { describe, expect, test } from "vitest";
import { stream } from "../../lib/core";
import { brier, calibrationCurve, groupBootstrap } from "../../lib/statistics";
import { golden } from "./golden";

describe("groupBootstrap()", () => {
  const { correct_a, correct_b, ...expected } = golden.paired_bootstrap_exact;
  const difference = (places: readonly number[]): number =>
    places.reduce((sum, i) => sum + (correct_b[i] ?? 0) - (correct_a[i] ?? 0), 0) / places.length;

  test("resamples both arms together: the spread of full enumeration, not that of independent arms", () => {
    const groups = correct_a.map(String);
    const result = groupBootstrap(
      groups.map((_, i) => `image ${i}`),
      difference,
      stream(1, "bootstrap"),
      10_000,
    );
    expect(result?.sd).toBeCloseTo(expected.sd_population, 2);
    expect(result?.sd).toBeLessThan(0.25);
    expect(Math.abs((result?.atMostZero ?? 1) - expected.p_le_zero)).toBeLessThan(0.02);
    expect([result?.low, result?.high]).toEqual([
      expect.closeTo(expected.percentile_ci_95_numpy_linear[0], 9),
      expect.closeTo(expected.percentile_ci_95_numpy_linear[1], 9),
    ]);
  });

  test("keeps the images of a patient together: ten copies of an image are no ten images", () => {
    const values = Array.from({ length: 100 }, (_, i) => Math.floor(i / 10) % 2);
    const mean = (places: readonly number[]): number =>
      places.reduce((sum, i) => sum + (values[i] ?? 0), 0) / places.length;
    const spread = (groups: string[]): number | undefined =>
      groupBootstrap(groups, mean, stream(1, "groups"), 2000)?.sd;
    const single = spread(values.map((_, i) => String(i)));
    const grouped = spread(values.map((_, i) => String(Math.floor(i / 10))));
    expect((grouped ?? 0) / (single ?? 1)).toBeGreaterThan(2.8); // the root of 10 is 3.2
  });

  test("counts the draws in which the statistic has a value, and has no interval without any", () => {
    const some = groupBootstrap(
      ["a", "b"],
      ([first]) => (first === 0 ? 1 : undefined),
      stream(1, "some"),
      100,
    );
    expect(some?.draws).toBeGreaterThan(20);
    expect(some?.draws).toBeLessThan(80);
    expect(groupBootstrap(["a"], () => undefined, stream(1, "none"), 10)).toBeUndefined();
  });
});

describe("calibration", () => {
  const answers = [0.1, 0.2, 0.6, 0.9].map((probability, i) => ({
    probability,
    label: (i > 1 ? 1 : 0) as 0 | 1,
  }));

  test("brier() is the mean squared distance", () => {
    expect(brier(answers)).toBeCloseTo((0.01 + 0.04 + 0.16 + 0.01) / 4, 12);
  });

  test("calibrationCurve() shares all answers out, in the order of their promises", () => {
    const bins = calibrationCurve(answers, 2);
    expect(bins).toEqual([
      { promised: expect.closeTo(0.15, 12), positives: 0, n: 2 },
      { promised: expect.closeTo(0.75, 12), positives: 2, n: 2 },
    ]);
    expect(calibrationCurve(answers, 9)).toHaveLength(4);
  });
});
