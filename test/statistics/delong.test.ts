import { describe, expect, test } from "vitest";
import { delong } from "../../lib/statistics/delong";
import { golden } from "./golden";

describe("delong()", () => {
  const { y, score_a, score_b, ...expected } = golden.delong;

  test("gives areas, errors, covariance, z and p of the reference", () => {
    const result = delong(y, score_a, score_b);
    expect(result?.auc[0]).toBeCloseTo(expected.auc[0] ?? NaN, 12);
    expect(result?.auc[1]).toBeCloseTo(expected.auc[1] ?? NaN, 12);
    expect(result?.standardError[0]).toBeCloseTo(expected.se[0] ?? NaN, 12);
    expect(result?.standardError[1]).toBeCloseTo(expected.se[1] ?? NaN, 12);
    expect(result?.covariance).toBeCloseTo(expected.cov[0]?.[1] ?? NaN, 12);
    expect(result?.z).toBeCloseTo(expected.z, 12);
    expect(result?.p).toBeCloseTo(expected.p_two_sided, 12);
    expect(result?.intervals[0][0]).toBeCloseTo(expected.logit_ci_a[0] ?? NaN, 9);
    expect(result?.intervals[0][1]).toBeCloseTo(expected.logit_ci_a[1] ?? NaN, 9);
  });

  test("finds no difference of a score from itself, and none in a class of one image", () => {
    expect(delong(y, score_a, score_a)?.p).toBe(1);
    expect(delong([1, 0, 0], [3, 2, 1], [1, 2, 3])).toBeUndefined();
  });

  test("has no p where both scores part the classes without overlap in other orders", () => {
    const perfect = delong([1, 1, 0, 0], [4, 3, 2, 1], [1, 2, 3, 4]);
    expect(perfect).toMatchObject({ auc: [1, 0], p: undefined });
    expect(perfect?.intervals[0]).toEqual([0, 1]);
  });
});
