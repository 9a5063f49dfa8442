import fc from "fast-check";
import { expect, test } from "vitest";
import { atan2, band, clamp, cos, exp, length, pow, sin, step } from "../../lib/phantom/arithmetic";

test("sin(), cos(), exp(), atan2() and pow() have nine decimals, whatever the engine's last bits", () => {
  const angle = fc.double({ min: -10, max: 10, noNaN: true });
  fc.assert(
    fc.property(angle, angle, (x, y) => {
      const pairs = [
        [sin(x), Math.sin(x)],
        [cos(x), Math.cos(x)],
        [exp(x / 10), Math.exp(x / 10)],
        [atan2(y, x), Math.atan2(y, x)],
        [pow(Math.abs(x) / 10, 1.1), Math.pow(Math.abs(x) / 10, 1.1)],
      ] as const;
      for (const [ours, engines] of pairs) {
        expect(Math.abs(ours - engines)).toBeLessThanOrEqual(0.5000001e-9);
        expect(Math.round(ours * 1e9) / 1e9).toBe(ours);
      }
    }),
  );
});

test("step() is 0 below, 1 above, and one half in the middle", () => {
  expect([step(2, 4, 1), step(2, 4, 3), step(2, 4, 5)]).toEqual([0, 0.5, 1]);
  expect(step(0, 1, 0.25)).toBeCloseTo(0.15625, 12); // 3 t^2 - 2 t^3
});

test("band() is 1 inside and one half at its ends", () => {
  expect([band(0.5, 0.2, 0.8), band(0.1, 0.2, 0.8), band(0.9, 0.2, 0.8)]).toEqual([1, 0, 0]);
  expect(band(0.2, 0.2, 0.8)).toBeCloseTo(0.5, 12);
});

test("length() and clamp() are what they are called", () => {
  expect(length(3, -4)).toBe(5);
  expect([clamp(-1, 0, 2), clamp(1, 0, 2), clamp(3, 0, 2)]).toEqual([0, 1, 2]);
});
