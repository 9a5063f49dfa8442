import { expect, test } from "vitest";
import { boxMap, boxMaps } from "../../../lib/data/boxes/box-map";
import { boundingBox, boxSize } from "../../../lib/data/boxes/bounding-box";
import { moveBox } from "../../../lib/data/boxes/move-box";
import { square } from "../../../lib/data/preprocess";

/** A slice that is white in the box and black elsewhere, as bytes. */
function whiteBox(width: number, height: number, [left, top, right, bottom]: readonly number[]) {
  const grey = new Uint8Array(width * height);
  for (let y = top!; y < bottom!; y++) grey.fill(255, y * width + left!, y * width + right!);
  return { width, height, grey };
}

test.each([
  [60, 40, [10, 5, 31, 22], 16],
  [33, 71, [2, 60, 20, 71], 32],
  [20, 20, [0, 0, 20, 20], 8],
  [7, 5, [1, 1, 3, 4], 32], // enlarged; an odd padding
] as const)("a box of %i x %i moves as the pixels in it do", (width, height, edges, size) => {
  const box = boundingBox(edges[0], edges[1], edges[2], edges[3]);
  const image = square(whiteBox(width, height, edges), size);
  const moved = moveBox(box, { width, height }, size);
  const map = boxMap([moved], size);
  const most = Math.max(...map.map((share, i) => Math.abs(share - image[i]! / 255)));
  expect(most).toBeLessThan(0.5 / 255 + 1e-6);
  const { area } = boxSize(moved);
  expect(area).toBeCloseTo(boxSize(box).area * (size / Math.max(width, height)) ** 2, 9);
});

test("a map at a lower resolution is the average of the map's pixels", () => {
  const box = boundingBox(3.25, 9.5, 20.75, 14);
  const fine = boxMap([box], 32);
  const small = moveBox(box, { width: 32, height: 32 }, 8);
  const coarse = boxMap([small], 8);
  for (let y = 0; y < 8; y++)
    for (let x = 0; x < 8; x++) {
      let total = 0;
      for (let k = 0; k < 16; k++) total += fine[(4 * y + (k >> 2)) * 32 + 4 * x + (k & 3)]!;
      expect(coarse[y * 8 + x]).toBeCloseTo(total / 16, 6);
    }
});

test("of several boxes the largest share counts, and maps of several images follow each other", () => {
  const [a, b] = [boundingBox(0, 0, 2, 1), boundingBox(1.5, 0, 3, 1)];
  expect([...boxMap([a, b], 4)].slice(0, 4)).toEqual([1, 1, 1, 0]);
  const maps = boxMaps([[], [a]], 4);
  expect(maps.length).toBe(32);
  expect(maps.slice(0, 16).every((v) => v === 0)).toBe(true);
  expect([...maps.slice(16, 20)]).toEqual([1, 1, 0, 0]);
});
