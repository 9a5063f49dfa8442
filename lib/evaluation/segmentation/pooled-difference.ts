import { range, stream } from "../../core";
import { groupBootstrap } from "../../statistics/group-bootstrap";
import type { SegmentationResult } from "./evaluate-segmentation";
import type { MeasuredOverlap } from "./measured-overlap";
import { addOverlaps, overlapMeasures, type OverlapMeasure } from "./overlap";

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
  const { of } = overlapMeasures.find(({ key }) => key === measure)!;
  const difference = (indices: readonly number[]): number | undefined => {
    const [more, less] = [better, worse].map(({ counts }) => of(addOverlaps(indices.map((i) => counts[i]!))));
    return more === undefined || less === undefined ? undefined : more - less;
  };
  const value = difference(range(groups.length));
  if (value === undefined) return undefined;
  const random = stream(seed, "segmentation", "bootstrap", "pooled difference", measure);
  const spread = groupBootstrap(groups, difference, random);
  return {
    measure,
    value,
    ...(spread && { interval: [spread.low, spread.high] as const }),
    n: groups.length,
  };
}
