import { readFileSync } from "node:fs";
import fc from "fast-check";
import { expect, test } from "vitest";
import { wilson } from "../../lib/statistics/wilson";

interface Case {
  k: number;
  n: number;
  wilson: [number, number];
}
const { proportion_ci: cases } = JSON.parse(readFileSync("test/golden/stats-proportions.json", "utf8")) as {
  proportion_ci: Case[];
};

test.each(cases)("wilson($k, $n) equals statsmodels' interval", ({ k, n, wilson: [low, high] }) => {
  const rate = wilson(k, n);
  expect(rate.low).toBeCloseTo(low, 9);
  expect(rate.high).toBeCloseTo(high, 9);
});

test("wilson() holds its rate, stays in [0, 1] and is symmetric", () => {
  fc.assert(
    fc.property(fc.integer({ min: 1, max: 500 }), fc.double({ min: 0, max: 1, noNaN: true }), (n, share) => {
      const k = Math.round(share * n);
      const rate = wilson(k, n);
      expect(rate.low).toBeLessThanOrEqual(rate.value);
      expect(rate.high).toBeGreaterThanOrEqual(rate.value);
      expect(rate.low).toBeGreaterThanOrEqual(0);
      expect(rate.high).toBeLessThanOrEqual(1);
      expect(wilson(n - k, n).low).toBeCloseTo(1 - rate.high, 12);
    }),
  );
});

test("wilson() of nothing knows nothing", () => {
  expect(wilson(0, 0)).toMatchObject({ value: NaN, low: 0, high: 1 });
});
