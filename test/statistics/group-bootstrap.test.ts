import { describe, expect, test } from "vitest";
import { stream } from "../../lib/core";
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
    expect([result?.low, result?.high]).toEqual([
      expect.closeTo(expected.percentile_ci_95_numpy_linear[0], 9),
      expect.closeTo(expected.percentile_ci_95_numpy_linear[1], 9),
    ]);
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
      ["a", "b"],
      ([first]) => (first === 0 ? 1 : undefined),
      stream(1, "some"),
      100,
    );
    expect(some?.draws).toBeGreaterThan(20);
    expect(some?.draws).toBeLessThan(80);
    expect(groupBootstrap(["a", "b"], () => undefined, stream(1, "none"), 10)).toBeUndefined();
  });

  test("has no interval of a single group, every draw of which is the same, and of no images", () => {
    expect(groupBootstrap(["a", "a"], ([first]) => first, stream(1, "one"), 50)).toBeUndefined();
    expect(groupBootstrap([], ([first]) => first, stream(1, "empty"), 50)).toBeUndefined();
  });
});
