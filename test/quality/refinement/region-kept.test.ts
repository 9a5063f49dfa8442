import { expect, test } from "vitest";
import { regionsKept } from "../../../lib/quality/refinement/region-kept";

const size = 12;

/** An image with a square of 3 x 3 whose corner is at (x, y). */
const square = (x: number, y: number, inside: number, outside = -0.5): Float32Array =>
  Float32Array.from({ length: size * size }, (_, at) => {
    const [dx, dy] = [(at % size) - x, Math.floor(at / size) - y];
    return dx >= 0 && dx < 3 && dy >= 0 && dy < 3 ? inside : outside;
  });
const mask = Uint8Array.from(square(4, 5, 1, 0));
const images = (pixels: Float32Array) => ({ pixels, size });

test("a region that only changed its contrast is kept whole, be it brighter or darker than its surroundings", () => {
  for (const inside of [0.8, -0.9]) {
    const [kept] = regionsKept(images(square(4, 5, inside)), images(square(4, 5, inside / 2 - 0.2)), mask);
    expect(kept).toEqual({ index: 0, dice: 1, shift: 0 });
  }
});

test("a region that moved by a pixel is told by its Dice and its shift", () => {
  const [kept] = regionsKept(images(square(4, 5, 0.8)), images(square(5, 5, 0.8)), mask);
  expect(kept!.dice).toBeCloseTo((2 * 6) / 18, 9);
  expect(kept!.shift).toBeCloseTo(1, 9);
});

test("a region that is gone has Dice 0 or next to it, and one that never stood out is not counted", () => {
  const [kept] = regionsKept(images(square(4, 5, 0.8)), images(square(4, 5, -0.5)), mask);
  expect(kept).toMatchObject({ dice: 0, shift: size });
  expect(regionsKept(images(square(4, 5, -0.45)), images(square(4, 5, 0.8)), mask)).toEqual([]);
  const none = new Uint8Array(size * size);
  expect(regionsKept(images(square(4, 5, 0.8)), images(square(4, 5, 0.8)), none)).toEqual([]);
});
