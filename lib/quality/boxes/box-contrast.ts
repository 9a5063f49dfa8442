import { boxMap } from "../../data/boxes/box-map";
import type { BoundingBox } from "../../data/boxes/bounding-box";

/** Width of the ring around a box that it is compared with, pixels. */
const ringWidth = 2;

/**
 * How much brighter an image is inside a box than around it: the mean grey inside minus that of a ring of 2 pixels.
 *
 * @param pixels (size, size) of one image, in [-1, 1]
 * @param box in its pixels; pixels on an edge count by their share
 * @returns -1 to 1, in units of the range from black to white; NaN for a box that fills the whole image, which has no ring
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
