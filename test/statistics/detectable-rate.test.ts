import { expect, test } from "vitest";
import { binomialSurvival } from "../../lib/statistics/binomial-survival";
import { detectableRate, fewestSuccesses } from "../../lib/statistics/detectable-rate";

test("fewestSuccesses() is the smallest significant count, and one more than all where none is", () => {
  for (const n of [5, 40, 101]) {
    const k = fewestSuccesses(n);
    expect(binomialSurvival(k, n, 0.5)).toBeLessThanOrEqual(0.05);
    expect(binomialSurvival(k - 1, n, 0.5)).toBeGreaterThan(0.05);
  }
  expect(fewestSuccesses(4)).toBe(5);
  expect(fewestSuccesses(0)).toBe(1);
});

test("detectableRate() is found with the wanted power, and is 1 where no count is significant", () => {
  expect(binomialSurvival(26, 40, detectableRate(40))).toBeCloseTo(0.8, 9);
  expect(detectableRate(40, { power: 0.5 })).toBeLessThan(detectableRate(40));
  expect(detectableRate(4)).toBe(1);
});
