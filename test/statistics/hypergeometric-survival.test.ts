import { expect, test } from "vitest";
import { hypergeometricSurvival } from "../../lib/statistics/hypergeometric-survival";

test("the probability of so many marked ones is scipy's", () => {
  // scipy 1.x: hypergeom.sf(k - 1, total, marked, drawn)
  const of = (k: number, total: number, marked: number, drawn: number): number =>
    hypergeometricSurvival(k, { total, marked, drawn });
  expect(of(15, 40, 20, 18)).toBeCloseTo(0.00016420935799955964, 12);
  expect(of(12, 40, 20, 20)).toBeCloseTo(0.17153361237609435, 12);
  expect(of(5, 10, 5, 5)).toBeCloseTo(1 / 252, 12);
});

test("what must happen has probability 1, what cannot 0", () => {
  expect(hypergeometricSurvival(0, { total: 10, marked: 3, drawn: 4 })).toBe(1);
  expect(hypergeometricSurvival(2, { total: 10, marked: 8, drawn: 4 })).toBe(1);
  expect(hypergeometricSurvival(4, { total: 10, marked: 3, drawn: 4 })).toBe(0);
});
