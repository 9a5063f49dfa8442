import { describe, expect, test } from "vitest";
import { correctedT } from "../../lib/statistics/corrected-t";
import { tTwoSidedP } from "../../lib/statistics/t-two-sided-p";
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
    expect(tTwoSidedP(t, expected.df)).toBeCloseTo(expected.naive_p, 12);
    expect(correctedT(differences, { train: n_train, test: n_test }).p).toBeGreaterThan(3 * expected.naive_p);
  });

  test("without any spread tests nothing: equal arms are equal, another common difference has no p", () => {
    const sizes = { train: 80, test: 20 };
    expect(correctedT([0, 0, 0], sizes)).toMatchObject({ p: 1, low: 0, high: 0 });
    expect(correctedT([0.1, 0.1, 0.1], sizes)).toMatchObject({ mean: expect.closeTo(0.1), p: undefined });
  });

  test("has the interval's ends where the test against them has p = 0.05", () => {
    const sizes = { train: n_train, test: n_test };
    const { low, high } = correctedT(differences, sizes);
    for (const end of [low, high])
      expect(
        correctedT(
          differences.map((d) => d - end),
          sizes,
        ).p,
      ).toBeCloseTo(0.05, 9);
  });

  test("refuses a single difference", () => {
    expect(() => correctedT([0.1], { train: 80, test: 20 })).toThrow(/1 difference, expected at least two/);
  });
});
