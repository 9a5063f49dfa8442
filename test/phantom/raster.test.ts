import { expect, test } from "vitest";
import { blur, boxOf, resize } from "../../lib/phantom/raster";

test("blur() keeps an even image and spreads a point as (1, 2, 1) x (1, 2, 1) / 16 at amount 1", () => {
  expect([...blur(new Float32Array(12).fill(7), 4, 3, 0.6)]).toEqual(Array(12).fill(7));
  const point = new Float32Array(25);
  point[12] = 16;
  expect([...blur(point, 5, 5, 1)].filter((x) => x > 0)).toEqual([1, 2, 1, 2, 4, 2, 1, 2, 1]);
  expect([...blur(point, 5, 5, 0)]).toEqual([...point]);
});

test("resize() interpolates between pixel centres and repeats the border", () => {
  expect([...resize(Float32Array.of(0, 100), 2, 1, 4, 1)]).toEqual([0, 25, 75, 100]);
  expect([...resize(Float32Array.of(0, 100), 1, 2, 1, 4)]).toEqual([0, 25, 75, 100]);
  expect([...resize(Float32Array.of(1, 2, 3, 4), 2, 2, 2, 2)]).toEqual([1, 2, 3, 4]);
});

test("resize() rounds a mask's coverage at one half", () => {
  expect([...resize(Float32Array.of(0.49, 0.51), 2, 1, 2, 1)]).toEqual([0, 1]);
});

test("boxOf() gives inclusive corners, and nothing for an empty mask", () => {
  const mask = new Uint8Array(20); // 5 wide, 4 high
  expect(boxOf(mask, 5)).toBeUndefined();
  mask[1 * 5 + 3] = 1;
  expect(boxOf(mask, 5)).toEqual([3, 1, 3, 1]);
  mask[2 * 5 + 1] = 1;
  expect(boxOf(mask, 5)).toEqual([1, 1, 3, 2]);
});
