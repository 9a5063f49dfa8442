import { expect, test } from "vitest";
import { stream } from "../../lib/core";
import { gradientNoise } from "../../lib/phantom/noise";

const noise = gradientNoise(stream(1, "noise"));

test("gradientNoise() is 0 on the lattice and repeats after 32", () => {
  for (const [x, y] of [
    [0, 0],
    [3, 17],
    [-5, 40],
  ] as const)
    expect(Math.abs(noise(x, y))).toBe(0);
  expect(noise(0.3, 0.7)).toBeCloseTo(noise(32.3, 0.7), 9);
  expect(noise(0.3, 0.7)).toBeCloseTo(noise(0.3, -31.3), 9);
});

test("gradientNoise() is continuous across lattice lines, within about -1 to 1, and mean 0", () => {
  for (let y = 0.05; y < 30; y += 1.37) expect(noise(7 - 1e-7, y)).toBeCloseTo(noise(7 + 1e-7, y), 5);
  const values = Array.from({ length: 6400 }, (_, i) =>
    noise((i % 80) * 0.4 + 0.1, Math.floor(i / 80) * 0.4 + 0.3),
  );
  expect(Math.max(...values.map(Math.abs))).toBeLessThan(1.5 * Math.SQRT1_2 + 1e-6);
  expect(Math.max(...values)).toBeGreaterThan(0.7);
  expect(Math.abs(values.reduce((a, b) => a + b) / values.length)).toBeLessThan(0.03);
});
