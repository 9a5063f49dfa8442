import { expect, test } from "vitest";
import { stream } from "../../lib/core";
import { residualScores } from "../../lib/inversion";

const made = { size: 8, pixels: Float32Array.from(stream(1, "made").normals(3 * 64), (v) => v / 10) };
const changed = (at: readonly number[], by: number) => ({
  size: 8,
  pixels: made.pixels.map((v, k) => (at.includes(k) ? v + by : v)),
});

test("an image that was made as it is scores 0; what is added scores its square and shows in the map", () => {
  const { meanSquared, maps } = residualScores(changed([64 + 10, 64 + 11], 0.5), made);
  expect(meanSquared[0]).toBe(0);
  expect(meanSquared[1]).toBeCloseTo((2 * 0.25) / 64, 7);
  expect([...maps.pixels].flatMap((v, k) => (v > 0.4 ? [k] : []))).toEqual([74, 75]);
});

test("the largest excess sees a bright spot of some extent, not a pixel of noise nor a dark spot", () => {
  const spot = [27, 28, 29, 35, 36, 37, 43, 44, 45]; // 3 x 3
  const excess = (at: readonly number[], by: number): number =>
    residualScores(changed(at, by), made).largestExcess[0]!;
  expect(excess(spot, 0.6)).toBeCloseTo(0.6, 6);
  expect(excess(spot, -0.6)).toBeCloseTo(0, 6);
  expect(excess([36], 0.6)).toBeCloseTo(0.6 / 9, 6);
  expect(excess([36], 2)).toBeLessThan(excess(spot, 0.6));
});
