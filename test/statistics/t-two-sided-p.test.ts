import { describe, expect, test } from "vitest";
import { tQuantile, tTwoSidedP } from "../../lib/statistics/t-two-sided-p";
import golden from "../golden/distributions.json";

describe("tTwoSidedP()", () => {
  test.each(golden.t)("is SciPy's at t = $t, $df degrees of freedom", ({ t, df, twoSided }) => {
    const digits = Math.abs(t) < 0.001 ? 5 : df > 1000 ? 9 : 12; // see its documentation
    expect(tTwoSidedP(t, df)).toBeCloseTo(twoSided, digits);
    if (twoSided > 1e-300) expect(tTwoSidedP(t, df) / twoSided).toBeCloseTo(1, Math.min(digits, 8));
  });

  test("is 0 beyond all bounds, 1 at 0, NaN of NaN", () => {
    expect([tTwoSidedP(Infinity, 3), tTwoSidedP(0, 3), tTwoSidedP(NaN, 3)]).toEqual([0, 1, NaN]);
  });
});

describe("tQuantile()", () => {
  test.each(golden.tQuantile)("is SciPy's at p = $p, $df degrees of freedom", ({ p, df, t }) => {
    if (p < 0.6) expect(tQuantile(p, df)).toBeCloseTo(t, 4);
    else expect(tQuantile(p, df) / t).toBeCloseTo(1, 6);
  });

  test.each([
    [0.975, 1, 12.706204736432095],
    [0.975, 4, 2.7764451051977987],
    [0.975, 49, 2.0095752371292397],
    [0.8, 9, 0.8834038596855254],
  ])("is the tables' at %f and %i degrees of freedom", (p, df, expected) => {
    expect(tQuantile(p, df)).toBeCloseTo(expected, 9);
  });

  test("is symmetric about p = 0.5, and infinite at the ends", () => {
    expect(tQuantile(0.5, 4)).toBeCloseTo(0, 12);
    expect(tQuantile(0.025, 4)).toBeCloseTo(-2.7764451051977987, 9);
    expect([tQuantile(0, 4), tQuantile(1, 4)]).toEqual([-Infinity, Infinity]);
  });
});
