import { expect, test } from "vitest";
import { atSide } from "../../../lib/quality/growth/at-side";

const two = { size: 4, pixels: Float32Array.from({ length: 32 }, (_, at) => at) };

test("half the side are means of 2 x 2 pixels of each image, twice the side each pixel as 2 x 2", () => {
  const half = atSide(two, 2);
  expect([half.size, ...half.pixels]).toEqual([2, 2.5, 4.5, 10.5, 12.5, 18.5, 20.5, 26.5, 28.5]);
  expect([...atSide(two, 1).pixels]).toEqual([7.5, 23.5]);
  const again = atSide(half, 4);
  expect([...again.pixels.subarray(0, 8)]).toEqual([2.5, 2.5, 4.5, 4.5, 2.5, 2.5, 4.5, 4.5]);
  expect([...atSide(again, 2).pixels]).toEqual([...half.pixels]);
  expect(atSide(two, 4)).toBe(two);
});

test("a side that halving and doubling do not reach is refused", () => {
  expect(() => atSide(two, 3)).toThrow("3 of 4, expected a power of two times the side");
  expect(() => atSide({ size: 1, pixels: Float32Array.of(0) }, 0.5)).toThrow("0.5 of 1");
});
