import { boxSize, type BoundingBox } from "./bounding-box";

/**
 * How well two boxes agree: the area that they share over the area that they cover together.
 * @returns 0 for boxes apart, 1 for equal ones
 * Source: Everingham et al. 2010 (Pascal VOC), section 4.2.
 */
export function intersectionOverUnion(a: BoundingBox, b: BoundingBox): number {
  const width = Math.min(a.right, b.right) - Math.max(a.left, b.left);
  const height = Math.min(a.bottom, b.bottom) - Math.max(a.top, b.top);
  if (width <= 0 || height <= 0) return 0;
  const shared = width * height;
  return shared / (boxSize(a).area + boxSize(b).area - shared);
}
