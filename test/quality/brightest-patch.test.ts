import { expect, test } from "vitest";
import { brightestPatch } from "../../lib/quality/brightest-patch";

const size = 6;
const flat = (): Float64Array => new Float64Array(size * size);

test("the 3 x 3 pixels with the largest mean, by their middle", () => {
  const image = flat();
  image[1 * size + 4] = 4; // brighter than each of the nine, but alone
  for (let y = 2; y < 5; y++) image.fill(1, y * size + 1, y * size + 4);
  expect(brightestPatch(image, size)).toEqual({ mean: 1, x: 2, y: 3 });
  image[1 * size + 4] = 50;
  expect(brightestPatch(image, size)).toEqual({ mean: 54 / 9, x: 3, y: 2 });
});

test("of equal patches it is the first, row by row; negative values count", () => {
  expect(brightestPatch(flat().fill(-2), size)).toEqual({ mean: -2, x: 1, y: 1 });
});

test("an image without nine pixels has no patch", () => {
  expect(brightestPatch(new Float64Array(4), 2)).toEqual({ mean: -Infinity, x: NaN, y: NaN });
});
