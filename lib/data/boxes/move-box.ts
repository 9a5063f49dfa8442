import type { Slice } from "../dataset";
import { paddingBefore } from "../preprocess";
import type { BoundingBox } from "./bounding-box";

/**
 * A box after what `preprocess` does to its image: padded to a square, then averaged down (or enlarged) to size x size.
 * The area stays the same share of the padded image; edges become parts of pixels.
 * @param box in the slice's own pixels
 */
export function moveBox(
  { left, top, right, bottom }: BoundingBox,
  { width, height }: Pick<Slice, "width" | "height">,
  size: number,
): BoundingBox {
  const side = Math.max(width, height);
  const [x, y] = [paddingBefore(width, side), paddingBefore(height, side)];
  const move = (edge: number, padding: number): number => ((edge + padding) * size) / side;
  return { left: move(left, x), top: move(top, y), right: move(right, x), bottom: move(bottom, y) };
}
