import { boxMap } from "../../data/boxes/box-map";
import type { BoundingBox } from "../../data/boxes/bounding-box";

/** Width of the ring around a box that it is compared with, pixels. */
const ringWidth = 2;

/**
 * How much brighter an image is inside a box than around it: the mean grey inside minus that of a ring of 2 pixels.
 *
 * @param pixels (size, size) of one image, in [-1, 1]
 * @param box in its pixels; pixels on an edge count by their share
 * @returns -1 to 1, in units of the range from black to white
 * @throws nothing: a box that fills the whole image has no ring and gives NaN
 */
export function boxContrast(pixels: Float32Array, size: number, box: BoundingBox): number {
  const { left, top, right, bottom } = box;
  const wide = {
    left: left - ringWidth,
    top: top - ringWidth,
    right: right + ringWidth,
    bottom: bottom + ringWidth,
  };
  const inside = boxMap([box], size);
  const ring = boxMap([wide], size).map((share, i) => share - inside[i]!);
  return (meanBy(pixels, inside) - meanBy(pixels, ring)) / 2;
}

function meanBy(values: Float32Array, weights: Float32Array): number {
  let [total, weight] = [0, 0];
  weights.forEach((w, i) => {
    total += w * values[i]!;
    weight += w;
  });
  return total / weight;
}

/**
 * Whether the brightest 3 x 3 pixels of an image have their middle in one of its boxes.
 * @param usual what is subtracted before: the mean image without a finding, where other bright things (bone) are always there
 */
export function isBrightestInside(
  pixels: Float32Array,
  size: number,
  boxes: readonly BoundingBox[],
  usual?: Float32Array,
): boolean {
  let [best, x, y] = [-Infinity, NaN, NaN];
  for (let row = 1; row < size - 1; row++)
    for (let column = 1; column < size - 1; column++) {
      let total = 0;
      for (let dy = -1; dy <= 1; dy++)
        for (let dx = -1; dx <= 1; dx++) {
          const at = (row + dy) * size + column + dx;
          total += pixels[at]! - (usual?.[at] ?? 0);
        }
      if (total > best) [best, x, y] = [total, column + 0.5, row + 0.5];
    }
  return boxes.some(({ left, top, right, bottom }) => left <= x && x <= right && top <= y && y <= bottom);
}
