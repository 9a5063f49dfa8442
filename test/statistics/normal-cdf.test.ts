import { describe, expect, test } from "vitest";
import { normalCdf, normalQuantile, normalTwoSidedP, z95 } from "../../lib/statistics/normal-cdf";
import golden from "../golden/distributions.json";

describe("normalCdf() and normalTwoSidedP()", () => {
  test.each(golden.normal)("are SciPy's at z = $z, far tails included", ({ z, cdf, twoSided }) => {
    expect(normalCdf(z)).toBeCloseTo(cdf, 14);
    expect(normalTwoSidedP(z)).toBeCloseTo(twoSided, 14);
    if (twoSided > 1e-300) expect(normalTwoSidedP(z) / twoSided).toBeCloseTo(1, 11);
  });

  test("are continuous where the series ends and the continued fraction begins", () => {
    const [below, above] = [normalTwoSidedP(2.5 - 1e-12), normalTwoSidedP(2.5)];
    expect(below / above).toBeCloseTo(1, 10);
    expect(below).toBeGreaterThan(above);
  });

  test("end at 0 and 1, and give NaN of NaN", () => {
    expect([normalCdf(-Infinity), normalCdf(Infinity), normalCdf(NaN)]).toEqual([0, 1, NaN]);
  });
});

describe("normalQuantile()", () => {
  test.each(golden.normalQuantile)("is SciPy's at p = $p", ({ p, z }) => {
    expect(normalQuantile(p)).toBeCloseTo(z, 7);
    if (p < 0.9999) expect(normalQuantile(p)).toBeCloseTo(z, 12);
  });

  test("is symmetric about p = 0.5, infinite at the ends; z95 is its 97.5 %", () => {
    expect(normalQuantile(0.2)).toBe(-normalQuantile(0.8));
    expect([normalQuantile(0), normalQuantile(1)]).toEqual([-Infinity, Infinity]);
    expect(normalQuantile(0.975)).toBeCloseTo(z95, 14);
  });
});
