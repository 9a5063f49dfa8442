import { expect, test } from "vitest";
import { boundingBox, boxOfCorners, boxSize } from "../../../lib/data/boxes/bounding-box";
import { boxMap } from "../../../lib/data/boxes/box-map";
import { intersectionOverUnion } from "../../../lib/data/boxes/intersection-over-union";
import phantoms from "../../golden/phantom128.json";

test("intersection over union: 1/7 for two squares of side 2 that share one pixel, 0 apart, 1 for equal boxes", () => {
  const [a, b] = [boundingBox(0, 0, 2, 2), boundingBox(1, 1, 3, 3)];
  expect(intersectionOverUnion(a, b)).toBeCloseTo(1 / 7, 12);
  expect(intersectionOverUnion(b, a)).toBeCloseTo(1 / 7, 12);
  expect(intersectionOverUnion(a, a)).toBe(1);
  expect(intersectionOverUnion(a, boundingBox(2, 0, 4, 2))).toBe(0); // they touch
  expect(intersectionOverUnion(a, boundingBox(5, 5, 6, 6))).toBe(0);
});

test("a box without area or with a number that is none is refused", () => {
  for (const edges of [
    [3, 0, 1, 2],
    [0, 2, 2, 2],
    [0, 0, NaN, 2],
    [0, 0, Infinity, 2],
  ] as const)
    expect(() => boundingBox(edges[0], edges[1], edges[2], edges[3])).toThrow(RangeError);
});

test("corners are inclusive: the first and the last pixel lie in the box", () => {
  const box = boxOfCorners([18, 11, 23, 16]);
  expect(boxSize(box)).toEqual({ width: 6, height: 6, area: 36 });
  expect(boxOfCorners([4, 5, 4, 5])).toEqual({ left: 4, top: 5, right: 5, bottom: 6 });
  const map = boxMap([box], 32);
  expect(map.reduce((total, v) => total + v, 0)).toBe(36);
  expect([map[11 * 32 + 18], map[16 * 32 + 23], map[16 * 32 + 24], map[10 * 32 + 18]]).toEqual([1, 1, 0, 0]);
});

test("the golden phantoms' lesions fill their boxes by the inclusive reading, not by the exclusive one", () => {
  const pixels = Buffer.from(phantoms.lesion, "base64");
  const corners = phantoms.boxes as [number, number, number, number][];
  // the brightness of the last row and column that the two readings disagree about, beside that of the next ones
  let [edge, beyond, n] = [0, 0, 0];
  corners.forEach(([left, top, right, bottom], i) => {
    const at = (x: number, y: number): number => pixels[i * 1024 + y * 32 + x]!;
    const [x, y] = [Math.round((left + right) / 2), Math.round((top + bottom) / 2)];
    edge += at(right, y) + at(x, bottom);
    beyond += at(right + 2, y) + at(x, bottom + 2);
    n += 2;
  });
  expect(n).toBe(128);
  expect(edge / n - beyond / n).toBeGreaterThan(15);
});
