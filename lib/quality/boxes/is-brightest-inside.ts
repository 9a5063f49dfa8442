import type { BoundingBox } from "../../data/boxes/bounding-box";
import { brightestPatch } from "../brightest-patch";

/**
 * Whether the brightest 3 x 3 pixels of an image have their middle in one of its boxes.
 * @param pixels (size, size) of one image
 * @param background what is subtracted before, of the same size: the mean image without a finding, where other bright things
 *   (bone) are always there; by default nothing
 */
export function isBrightestInside(
  pixels: Float32Array,
  size: number,
  boxes: readonly BoundingBox[],
  background?: Float32Array,
): boolean {
  const { x, y } = brightestPatch(
    Float64Array.from(pixels, (value, i) => value - (background?.[i] ?? 0)),
    size,
  );
  const [across, down] = [x + 0.5, y + 0.5]; // the middle of the pixel
  return boxes.some(
    ({ left, top, right, bottom }) => left <= across && across <= right && top <= down && down <= bottom,
  );
}
