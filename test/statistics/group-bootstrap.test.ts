import { describe, expect, test } from "vitest";
import { quantile, stream } from "../../lib/core";
import { groupBootstrap } from "../../lib/statistics/group-bootstrap";
import { golden } from "./golden";

describe("groupBootstrap()", () => {
  const { correct_a, correct_b, ...expected } = golden.paired_bootstrap_exact;
  const difference = (indices: readonly number[]): number =>
    indices.reduce((sum, i) => sum + (correct_b[i] ?? 0) - (correct_a[i] ?? 0), 0) / indices.length;

  test("resamples both arms together: the spread of full enumeration, not that of independent arms", () => {
    const groups = correct_a.map(String);
    const drawn: number[] = [];
    const result = groupBootstrap(
      groups.map((_, i) => `image ${i}`),
      (indices) => drawn[drawn.push(difference(indices)) - 1],
      stream(1, "bootstrap"),
      10_000,
    );
    expect(result?.sd).toBeCloseTo(expected.sd_population, 2);
    expect(result?.sd).toBeLessThan(0.25);
    const atMostZero = drawn.filter((value) => value <= 1e-12).length / drawn.length;
    expect(Math.abs(atMostZero - expected.p_le_zero)).toBeLessThan(0.02);
    // of five groups the expanded percentiles are nearly the ends
    expect([result?.low, result?.high]).toEqual([quantile(drawn, 0.000953), quantile(drawn, 1 - 0.000953)]);
    expect(result!.low).toBeLessThanOrEqual(expected.percentile_ci_95_numpy_linear[0]!);
    expect(result!.high).toBeGreaterThanOrEqual(expected.percentile_ci_95_numpy_linear[1]!);
  });

  test("holds the mean of few groups about as often as it should: plain percentiles of six do in 84 % of the cases", () => {
    const random = stream(1, "few groups");
    const held = Array.from({ length: 300 }, () => {
      const values = Array.from({ length: 6 }, () => random.normal());
      const mean = (indices: readonly number[]): number =>
        indices.reduce((sum, i) => sum + values[i]!, 0) / indices.length;
      const { low, high } = groupBootstrap(values.map(String), mean, random, 500)!;
      return low <= 0 && high >= 0;
    }).filter(Boolean).length;
    expect(held / 300).toBeGreaterThan(0.89);
    expect(held / 300).toBeLessThan(0.97);
  });

  test("keeps the images of a patient together: ten copies of an image are no ten images", () => {
    const values = Array.from({ length: 100 }, (_, i) => Math.floor(i / 10) % 2);
    const mean = (indices: readonly number[]): number =>
      indices.reduce((sum, i) => sum + (values[i] ?? 0), 0) / indices.length;
    const spread = (groups: string[]): number | undefined =>
      groupBootstrap(groups, mean, stream(1, "groups"), 2000)?.sd;
    const single = spread(values.map((_, i) => String(i)));
    const grouped = spread(values.map((_, i) => String(Math.floor(i / 10))));
    expect((grouped ?? 0) / (single ?? 1)).toBeGreaterThan(2.8); // the root of 10 is 3.2
  });

  test("counts the draws in which the statistic has a value, and has no interval without any", () => {
    const some = groupBootstrap(
      [..."abcdef"],
      ([first = 0]) => (first < 3 ? first : undefined),
      stream(1, "some"),
      100,
    );
    expect(some?.draws).toBeGreaterThan(20);
    expect(some?.draws).toBeLessThan(80);
    expect(groupBootstrap([..."abcdef"], () => undefined, stream(1, "none"), 10)).toBeUndefined();
  });

  test("has no interval of fewer than five groups, of no images, and where nothing varies", () => {
    const first = ([at]: readonly number[]): number | undefined => at;
    expect(groupBootstrap(["a", "a"], first, stream(1, "one"), 50)).toBeUndefined();
    expect(groupBootstrap([..."abcda"], first, stream(1, "four"), 50)).toBeUndefined();
    expect(groupBootstrap([..."abcde"], first, stream(1, "five"), 50)).toBeDefined();
    expect(groupBootstrap([], first, stream(1, "empty"), 50)).toBeUndefined();
    expect(groupBootstrap([..."abcdefgh"], () => 1, stream(1, "all right"), 50)).toBeUndefined();
  });
});
