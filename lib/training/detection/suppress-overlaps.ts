import type { BoundingBox } from "../../data/boxes/bounding-box";
import { intersectionOverUnion } from "../../data/boxes/intersection-over-union";

/** A box that a detector found, in the image's pixels. */
export interface Detection extends BoundingBox {
  /** Objectness: the detector's probability that something is there, 0 to 1. */
  readonly score: number;
}

/**
 * Leaves out detections that agree with one of a higher score: several cells see the same lesion.
 * @param above intersection over union from which on two detections count as the same
 * @returns the highest score first
 * Source: greedy non-maximum suppression, as in Redmon & Farhadi 2018 (YOLOv3).
 */
export function suppressOverlaps(detections: readonly Detection[], above = 0.5): Detection[] {
  const kept: Detection[] = [];
  for (const detection of [...detections].sort((a, b) => b.score - a.score))
    if (kept.every((other) => intersectionOverUnion(other, detection) <= above)) kept.push(detection);
  return kept;
}
