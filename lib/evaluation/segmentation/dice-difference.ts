import { range } from "../../core";
import type { SegmentationResult } from "./evaluate-segmentation";
import { hasRegion, meanWithInterval, type MeasuredOverlap } from "./measured-overlap";
import { findOverlapMeasure } from "./overlap";

/**
 * The paired difference of two arms' mean Dice over the images that have a region, with its 95 % interval over patients.
 * @param better the arm whose value the other's is taken from, both judged on the same images
 * @param groups the patient of each image
 */
export function diceDifference(
  better: SegmentationResult,
  worse: SegmentationResult,
  groups: readonly string[],
  seed: number,
): MeasuredOverlap {
  const { of } = findOverlapMeasure("dice");
  const own = range(groups.length).filter((i) => hasRegion(better.counts[i]!));
  const differences = own.map((i) => of(better.counts[i]!)! - of(worse.counts[i]!)!);
  return meanWithInterval(
    "dice",
    differences,
    own.map((i) => groups[i]!),
    seed,
  );
}
