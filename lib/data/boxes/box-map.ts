import type { BoundingBox } from "./bounding-box";

/**
 * Boxes as an image: the share of each pixel that lies in a box, 0 outside and 1 inside, in between on an edge. Where several
 * boxes reach into a pixel the largest share counts.
 *
 * The map of one box at a lower resolution is the average of the map's pixels: what average pooling makes of it.
 *
 * @param size side of the map; the boxes are in its pixels
 * @returns (size, size), row by row, in [0, 1]
 * Source: Han et al. 2019 (CPGGAN) feed an image of the boxes to both networks.
 */
export function boxMap(boxes: readonly BoundingBox[], size: number): Float32Array {
  const map = new Float32Array(size * size);
  for (const { left, top, right, bottom } of boxes)
    for (let y = Math.max(0, Math.floor(top)); y < Math.min(size, bottom); y++)
      for (let x = Math.max(0, Math.floor(left)); x < Math.min(size, right); x++) {
        const share = overlap(left, right, x) * overlap(top, bottom, y);
        map[y * size + x] = Math.max(map[y * size + x] ?? 0, share);
      }
  return map;
}

/** Length of the pixel at `at` that lies between two edges. */
function overlap(low: number, high: number, at: number): number {
  return Math.max(0, Math.min(high, at + 1) - Math.max(low, at));
}

/** The maps of several images, one after the other: (images, size, size). */
export function boxMaps(boxes: readonly (readonly BoundingBox[])[], size: number): Float32Array {
  const maps = new Float32Array(boxes.length * size * size);
  boxes.forEach((some, i) => maps.set(boxMap(some, size), i * size * size));
  return maps;
}
