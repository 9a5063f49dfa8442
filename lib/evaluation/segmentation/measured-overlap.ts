import { mean, range, stream, type Random } from "../../core";
import { groupBootstrap } from "../../statistics/group-bootstrap";
import { addOverlaps, type OverlapCounts, type OverlapMeasure } from "./overlap";

/** One measure of one arm: its value, its 95 % interval over patients, and the images behind it. */
export interface MeasuredOverlap {
  readonly measure: OverlapMeasure["key"];
  readonly value: number;
  /** Absent of fewer than five patients, and where all have one value. */
  readonly interval?: readonly [low: number, high: number];
  readonly n: number;
}

/** Whether an image has a region. */
export const hasRegion = ({ truePositive, falseNegative }: OverlapCounts): boolean =>
  truePositive + falseNegative > 0;

/** Mean of a measure of each image: specificity of all, the others of those that have a region. None where no image has a value. */
export function measurePerImage(
  { key, of }: OverlapMeasure,
  counts: readonly OverlapCounts[],
  groups: readonly string[],
  seed: number,
): MeasuredOverlap[] {
  const own = range(counts.length).flatMap((i) => {
    const isCounted = key === "specificity" || hasRegion(counts[i]!); // healthy pixels are in every image
    const value = isCounted ? of(counts[i]!) : undefined;
    return value === undefined ? [] : [{ value, group: groups[i]! }];
  });
  if (own.length === 0) return [];
  return [meanWithInterval(key, own.map((o) => o.value), own.map((o) => o.group), seed)]; // prettier-ignore
}

/** Mean of one number per image, with its 95 % interval over patients. */
export function meanWithInterval(
  measure: OverlapMeasure["key"],
  values: readonly number[],
  groups: readonly string[],
  seed: number,
): MeasuredOverlap {
  const meanOf = (indices: readonly number[]): number => mean(indices.map((i) => values[i]!));
  const random = stream(seed, "segmentation", "bootstrap", measure);
  return withInterval(measure, { value: mean(values), statistic: meanOf }, groups, random);
}

/** A measure of all pixels of all images together. None where it has no value. */
export function measurePooled(
  { key, of }: OverlapMeasure,
  counts: readonly OverlapCounts[],
  groups: readonly string[],
  seed: number,
): MeasuredOverlap[] {
  const value = of(addOverlaps(counts));
  if (value === undefined) return [];
  const statistic = (indices: readonly number[]): number | undefined =>
    of(addOverlaps(indices.map((i) => counts[i]!)));
  return [
    withInterval(key, { value, statistic }, groups, stream(seed, "segmentation", "bootstrap", "pooled", key)),
  ];
}

/**
 * A value of all images with its 95 % interval over patients.
 * @param of the value, and the statistic of drawn images' indices that it is of
 * @param groups the patient of each image
 */
export function withInterval(
  measure: OverlapMeasure["key"],
  { value, statistic }: { readonly value: number; statistic(indices: readonly number[]): number | undefined },
  groups: readonly string[],
  random: Random,
): MeasuredOverlap {
  const spread = groupBootstrap(groups, statistic, random);
  return {
    measure,
    value,
    ...(spread && { interval: [spread.low, spread.high] as const }),
    n: groups.length,
  };
}
