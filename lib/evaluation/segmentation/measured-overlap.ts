import { mean, range, stream } from "../../core";
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
  const at = (indices: readonly number[]): number => mean(indices.map((i) => values[i]!));
  const spread = groupBootstrap(groups, at, stream(seed, "segmentation", "bootstrap", measure));
  return {
    measure,
    value: mean(values),
    ...(spread && { interval: [spread.low, spread.high] as const }),
    n: values.length,
  };
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
  const spread = groupBootstrap(
    groups,
    (indices) => of(addOverlaps(indices.map((i) => counts[i]!))),
    stream(seed, "segmentation", "bootstrap", "pooled", key),
  );
  return [
    {
      measure: key,
      value,
      ...(spread && { interval: [spread.low, spread.high] as const }),
      n: counts.length,
    },
  ];
}
