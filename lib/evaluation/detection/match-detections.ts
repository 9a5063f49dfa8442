import type { BoundingBox } from "../../data/boxes/bounding-box";
import { intersectionOverUnion } from "../../data/boxes/intersection-over-union";
import type { Detection } from "../../training/detection/suppress-overlaps";

/** What a detector found in one slice, and what is there. */
export interface DetectedSlice {
  readonly id: string;
  /** The patient or scan: slices of one are drawn together. */
  readonly group: string;
  readonly detections: readonly Detection[];
  readonly truth: readonly BoundingBox[];
}

/** A slice's detections, the highest score first, each right (a true positive) or wrong (a false positive). */
export interface MatchedSlice {
  readonly group: string;
  readonly hits: readonly { readonly score: number; readonly isTrue: boolean }[];
  /** Number of boxes that are there. */
  readonly truths: number;
}

/**
 * Gives each detection, the highest score first, the box that it agrees with best among those not yet found: a box is found
 * once, so two detections of it are one true and one false positive.
 *
 * @param atLeast the lowest intersection over union that counts as found, in (0, 1]
 * Source: Everingham et al. 2010 (Pascal VOC), section 4.4. Deviation: there a detection is tried on the box that it agrees
 * with best, found or not; here on the best of those left, so that two near boxes may both be found.
 */
export function matchDetections(
  { detections, truth, group }: Omit<DetectedSlice, "id">,
  atLeast: number,
): MatchedSlice {
  const left = new Set(truth);
  const hits = [...detections]
    .sort((a, b) => b.score - a.score)
    .map((detection) => {
      let [best, agreement]: [BoundingBox | undefined, number] = [undefined, 0];
      for (const box of left) {
        const iou = intersectionOverUnion(detection, box);
        if (iou >= atLeast && iou > agreement) [best, agreement] = [box, iou];
      }
      if (best) left.delete(best);
      return { score: detection.score, isTrue: best !== undefined };
    });
  return { group, hits, truths: truth.length };
}
