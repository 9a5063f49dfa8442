import { expect, test } from "vitest";
import { stream } from "../../lib/core";
import { interpolateLatents } from "../../lib/training";

const rowsOf = (all: Float32Array, dim: number): Float32Array[] =>
  Array.from({ length: all.length / dim }, (_, i) => all.slice(i * dim, (i + 1) * dim));
const length = (z: Float32Array): number => Math.hypot(...z);

test("interpolateLatents() turns by equal angles between perpendicular latents, ends included", () => {
  const path = rowsOf(interpolateLatents(Float32Array.of(2, 0), Float32Array.of(0, 2), 4), 2);
  path.forEach((z, i) => {
    const angle = (i * Math.PI) / 6;
    expect(z[0]).toBeCloseTo(2 * Math.cos(angle), 6);
    expect(z[1]).toBeCloseTo(2 * Math.sin(angle), 6);
  });
});

test("interpolateLatents() keeps to the length of its ends, where a straight line would come near the origin", () => {
  const random = stream(1, "ends");
  const [a, b] = [random.normals(100), random.normals(100)];
  const [low, high] = [length(a), length(b)].sort((x, y) => x - y);
  for (const z of rowsOf(interpolateLatents(a, b, 9), 100)) {
    expect(length(z)).toBeGreaterThan(0.97 * low!);
    expect(length(z)).toBeLessThan(1.03 * high!);
  }
  expect(length(a.map((v, i) => (v + b[i]!) / 2))).toBeLessThan(0.8 * low!);
});

test("interpolateLatents() goes straight where there is no circle, and needs its two ends", () => {
  const path = rowsOf(interpolateLatents(Float32Array.of(1, 1), Float32Array.of(3, 3), 3), 2);
  expect([...path[1]!]).toEqual([2, 2]);
  const opposite = interpolateLatents(Float32Array.of(1, 0), Float32Array.of(-1, 0), 3);
  expect([...opposite].every(Number.isFinite)).toBe(true);
  expect(() => interpolateLatents(Float32Array.of(1), Float32Array.of(2), 1)).toThrow(
    "Cannot interpolate between two latents: 1 steps, expected a whole number of at least 2. Ask for both ends at least.",
  );
});
