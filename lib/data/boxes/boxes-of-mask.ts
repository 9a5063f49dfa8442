import { boxOfCorners, type BoundingBox } from "./bounding-box";

/**
 * One box around each connected region of a mask, corners touching counts as connected; in the order of the regions' first
 * pixels.
 * @param mask 0 outside, row by row @param width of the mask
 */
export function boxesOfMask(mask: Uint8Array, width: number): BoundingBox[] {
  const height = mask.length / width;
  const seen = new Uint8Array(mask.length);
  const boxes: BoundingBox[] = [];
  for (let start = 0; start < mask.length; start++) {
    if (mask[start] === 0 || seen[start] === 1) continue;
    let [left, top, right, bottom] = [width, height, 0, 0];
    const open = [start];
    seen[start] = 1;
    for (let at = open.pop(); at !== undefined; at = open.pop()) {
      const [x, y] = [at % width, Math.floor(at / width)];
      [left, top, right, bottom] = [
        Math.min(left, x),
        Math.min(top, y),
        Math.max(right, x),
        Math.max(bottom, y),
      ];
      for (let dy = -1; dy <= 1; dy++)
        for (let dx = -1; dx <= 1; dx++) {
          const next = (y + dy) * width + x + dx;
          const isInside = x + dx >= 0 && x + dx < width && y + dy >= 0 && y + dy < height;
          if (!isInside || mask[next] === 0 || seen[next] === 1) continue;
          seen[next] = 1;
          open.push(next);
        }
    }
    boxes.push(boxOfCorners([left, top, right, bottom]));
  }
  return boxes;
}
