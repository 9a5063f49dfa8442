import { range, stream } from "../../core";
import type { SegmentationResult } from "./evaluate-segmentation";
import { withInterval, type MeasuredOverlap } from "./measured-overlap";
import { addOverlaps, findOverlapMeasure, type OverlapMeasure } from "./overlap";

/**
 * The paired difference of two arms' measure of all pixels of all images together, with its 95 % interval over patients.
 * @param better the arm whose value the other's is taken from, both judged on the same images
 * @param groups the patient of each image
 * @returns undefined where either has no value
 */
export function pooledDifference(
  measure: OverlapMeasure["key"],
  better: SegmentationResult,
  worse: SegmentationResult,
  groups: readonly string[],
  seed: number,
): MeasuredOverlap | undefined {
  const { of } = findOverlapMeasure(measure);
  const statistic = (indices: readonly number[]): number | undefined => {
    const [more, less] = [better, worse].map(({ counts }) => of(addOverlaps(indices.map((i) => counts[i]!))));
    return more === undefined || less === undefined ? undefined : more - less;
  };
  const value = statistic(range(groups.length));
  if (value === undefined) return undefined;
  const random = stream(seed, "segmentation", "bootstrap", "pooled difference", measure);
  return withInterval(measure, { value, statistic }, groups, random);
}
