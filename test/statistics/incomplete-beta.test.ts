import fc from "fast-check";
import { expect, test } from "vitest";
import { incompleteBeta } from "../../lib/statistics/incomplete-beta";
import golden from "../golden/distributions.json";

test.each(golden.incompleteBeta)("incompleteBeta($x, $a, $b) is SciPy's", ({ x, a, b, value }) => {
  expect(incompleteBeta(x, a, b)).toBeCloseTo(value, a + b < 1000 ? 12 : 10);
  if (value > 1e-300) expect(incompleteBeta(x, a, b) / value).toBeCloseTo(1, 9);
});

test("incompleteBeta() is 0 up to 0 and 1 from 1 on", () => {
  expect([-1, 0, 1, 2].map((x) => incompleteBeta(x, 2, 3))).toEqual([0, 0, 1, 1]);
});

test("incompleteBeta() never falls, and I_x(a, b) = 1 - I_(1-x)(b, a)", () => {
  const share = fc.integer({ min: 0, max: 1024 }).map((i) => i / 1024); // 1 - x is exact
  const shape = fc.double({ min: 0.25, max: 60, noNaN: true });
  fc.assert(
    fc.property(share, share, shape, shape, (x, y, a, b) => {
      const [low, high] = [Math.min(x, y), Math.max(x, y)];
      expect(incompleteBeta(high, a, b)).toBeGreaterThanOrEqual(incompleteBeta(low, a, b) - 1e-12);
      expect(incompleteBeta(x, a, b)).toBeCloseTo(1 - incompleteBeta(1 - x, b, a), 9);
    }),
  );
});
