import { describe, expect, test } from "vitest";
import { correctedT, delong, holm, studentQuantile, studentTwoSided } from "../../lib/statistics";
import { golden } from "./golden";

describe("correctedT()", () => {
  const { differences, n_train, n_test, ...expected } = golden.nadeau_bengio;

  test("equals the published formula, digit by digit", () => {
    const result = correctedT(differences, { train: n_train, test: n_test });
    expect(result.t).toBeCloseTo(expected.t, 12);
    expect(result.df).toBe(expected.df);
    expect(result.p).toBeCloseTo(expected.p_two_sided, 12);
    expect(result.low).toBeCloseTo(expected.ci95[0], 12);
    expect(result.high).toBeCloseTo(expected.ci95[1], 12);
  });

  test("claims less than a plain paired t-test", () => {
    const t = expected.naive_t;
    expect(studentTwoSided(t, expected.df)).toBeCloseTo(expected.naive_p, 12);
    expect(correctedT(differences, { train: n_train, test: n_test }).p).toBeGreaterThan(3 * expected.naive_p);
  });

  test("without any spread tests nothing: equal arms are equal, another common difference has no p", () => {
    const sizes = { train: 80, test: 20 };
    expect(correctedT([0, 0, 0], sizes)).toMatchObject({ p: 1, low: 0, high: 0 });
    expect(correctedT([0.1, 0.1, 0.1], sizes)).toMatchObject({ mean: expect.closeTo(0.1), p: undefined });
  });

  test("refuses a single difference", () => {
    expect(() => correctedT([0.1], { train: 80, test: 20 })).toThrow(/1 differences, expected at least two/);
  });
});

describe("studentQuantile()", () => {
  test.each([
    [0.975, 1, 12.706204736432095],
    [0.975, 4, 2.7764451051977987],
    [0.975, 49, 2.0095752371292397],
    [0.8, 9, 0.8834038596855254],
  ])("is the tables' at %f and %i degrees of freedom", (p, df, expected) => {
    expect(studentQuantile(p, df)).toBeCloseTo(expected, 9);
  });
});

describe("holm()", () => {
  test.each([golden.holm, golden.holm_ties])("adjusts $p", ({ p, adjusted }) => {
    holm(p).forEach((value, i) => expect(value).toBeCloseTo(adjusted[i] ?? NaN, 12));
  });

  test("never falls with a larger p, and never exceeds 1", () => {
    expect(holm([0.5, 0.4, 0.9])).toEqual([1, 1, 1]);
    expect(holm([])).toEqual([]);
  });
});

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
