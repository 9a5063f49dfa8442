import { sigmoid } from "../../core/sigmoid";
import { detectorStride } from "../../models/detector";
import { targetChannels, type Anchor } from "./cell-targets";
import { largestExponent } from "./detection-loss";
import { suppressOverlaps, type Detection } from "./suppress-overlaps";

const clip = (t: number): number => Math.max(-largestExponent, Math.min(largestExponent, t));

/**
 * The boxes that a detector's outputs for one image stand for, cut at its edges, without those that overlap one of a higher score
 * (`suppressOverlaps`). No score is too low: a FROC curve that ended at a limit would set a cautious detector at a disadvantage.
 *
 * @param outputs (cells, cells, 5) of one image: tx, ty, tw, th, objectness logit
 * @param size side of the image, pixels
 * Source: Redmon & Farhadi 2018, section 2.1: centre = (sigmoid(t) + cell) x stride, size = anchor x exp(t).
 */
export function decodeDetections(outputs: Float32Array, anchor: Anchor, size: number): Detection[] {
  const cells = Math.ceil(size / detectorStride);
  const found: Detection[] = [];
  for (let cell = 0; cell < cells * cells; cell++) {
    const of = outputs.subarray(targetChannels * cell, targetChannels * (cell + 1));
    const [tx, ty, tw, th, logit] = of as unknown as [number, number, number, number, number];
    const score = sigmoid(logit);
    const x = (sigmoid(tx) + (cell % cells)) * detectorStride;
    const y = (sigmoid(ty) + Math.floor(cell / cells)) * detectorStride;
    const [width, height] = [anchor.width * Math.exp(clip(tw)), anchor.height * Math.exp(clip(th))];
    found.push({
      left: Math.max(0, x - width / 2),
      top: Math.max(0, y - height / 2),
      right: Math.min(size, x + width / 2),
      bottom: Math.min(size, y + height / 2),
      score,
    });
  }
  return suppressOverlaps(found);
}
