import { expect, test } from "vitest";
import { stream } from "../../../lib/core";
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

test("a region that is gone has Dice 0 and the longest shift, and one that never stood out is not counted", () => {
  const [kept] = regionsKept(images(square(4, 5, 0.8)), images(square(4, 5, -0.5)), mask);
  expect(kept).toEqual({ index: 0, dice: 0, shift: size });
  expect(regionsKept(images(square(4, 5, -0.45)), images(square(4, 5, 0.8)), mask)).toEqual([]);
  const none = new Uint8Array(size * size);
  expect(regionsKept(images(square(4, 5, 0.8)), images(square(4, 5, 0.8)), none)).toEqual([]);
});

test("a region that is gone under noise is gone, one that stays under it is found", () => {
  const random = stream(1, "noise");
  const noisy = (pixels: Float32Array) => images(pixels.map((x) => x + 0.05 * random.normal()));
  for (let image = 0; image < 20; image++) {
    const before = noisy(square(4, 5, 0.3));
    expect(regionsKept(before, noisy(square(4, 5, -0.5)), mask)).toEqual([
      { index: 0, dice: 0, shift: size },
    ]);
    expect(regionsKept(before, noisy(square(4, 5, 0.1)), mask)[0]).toMatchObject({ dice: 1, shift: 0 });
  }
});

test("a bright region that became a dark one at the same place is gone, and so is a dark one that became bright", () => {
  for (const [before, after] of [
    [0.8, -0.9],
    [-0.9, 0.8],
  ] as const) {
    const kept = regionsKept(images(square(4, 5, before)), images(square(4, 5, after)), mask);
    expect(kept).toEqual([{ index: 0, dice: 0, shift: size }]);
  }
});
