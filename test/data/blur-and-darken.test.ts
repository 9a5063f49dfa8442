import { expect, test } from "vitest";
import { blurAndDarken } from "../../lib/data/blur-and-darken";

const spot = (size: number): Float32Array => {
  const pixels = new Float32Array(size * size).fill(-1);
  pixels[(size / 2) * size + size / 2] = 1;
  return pixels;
};

test("a spot becomes a Gaussian of the same light, the same across as down", () => {
  const size = 16;
  const blurred = blurAndDarken(spot(size), size, { sigma: 0.8, gamma: 1 }).map((x) => (x + 1) / 2);
  const at = (y: number, x: number): number => blurred[(8 + y) * size + 8 + x]!;
  expect(blurred.reduce((a, b) => a + b, 0)).toBeCloseTo(1, 4);
  for (const [y, x] of [
    [1, 0],
    [2, 0],
    [1, 1],
  ] as const) {
    expect(at(y, x)).toBeCloseTo(at(0, 0) * Math.exp(-(y * y + x * x) / (2 * 0.64)), 5);
    expect(at(y, x)).toBeCloseTo(at(-x, -y), 6);
  }
});

test("gamma darkens what is between black and white, and an even image keeps its value at the border", () => {
  const even = new Float32Array(2 * 16).fill(0);
  const dark = blurAndDarken(even, 4, { sigma: 1, gamma: 2 });
  for (const value of dark) expect(value).toBeCloseTo(2 * 0.25 - 1, 5);
  expect([...even].every((value) => value === 0)).toBe(true);
});
