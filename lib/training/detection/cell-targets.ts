import { median } from "../../core";
import { boxSize, type BoundingBox } from "../../data/boxes/bounding-box";
import { detectorStride } from "../../models/detector";

/** Width and height that a cell proposes before it has learned any, pixels. */
export interface Anchor {
  readonly width: number;
  readonly height: number;
}

/** The anchor of a training set: the median width and height of its boxes. @throws RangeError for none */
export function anchorOf(boxes: readonly (readonly BoundingBox[])[]): Anchor {
  const sizes = boxes.flat().map(boxSize);
  return { width: median(sizes.map((s) => s.width)), height: median(sizes.map((s) => s.height)) };
}

/** Numbers per cell of `cellTargets`. */
export const targetChannels = 5;

/**
 * What each cell of the grid should give for an image's boxes: the cell in which a box's centre lies is responsible for it.
 * Of two boxes with their centres in one cell the larger counts, the other is not learned.
 *
 * @param size side of the image, pixels
 * @returns (size / 4, size / 4, 5): objectness (1 in a responsible cell, else 0), then of its box the centre within the cell (0 to 1
 *   across and down) and the roots of width and height as shares of the image
 */
export function cellTargets(boxes: readonly BoundingBox[], size: number): Float32Array {
  const cells = Math.ceil(size / detectorStride);
  const targets = new Float32Array(cells * cells * targetChannels);
  const ascending = [...boxes].sort((a, b) => boxSize(a).area - boxSize(b).area);
  for (const box of ascending) {
    const [x, y] = [(box.left + box.right) / 2 / detectorStride, (box.top + box.bottom) / 2 / detectorStride];
    const [column, row] = [x, y].map((at) => Math.min(cells - 1, Math.floor(at))) as [number, number];
    const { width, height } = boxSize(box);
    const numbers = [1, x - column, y - row, Math.sqrt(width / size), Math.sqrt(height / size)];
    targets.set(numbers, (row * cells + column) * targetChannels);
  }
  return targets;
}
