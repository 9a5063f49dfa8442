import { countOf, fail, range, stream } from "../../core";
import { groupBootstrap } from "../../statistics";
import { matchDetections, type DetectedSlice, type MatchedSlice } from "./match-detections";

/** One threshold of a FROC curve: what is found and how often in vain when detections of at least this score count. */
export interface FrocPoint {
  readonly threshold: number;
  readonly falsePositivesPerSlice: number;
  /** Share of the boxes that are found, 0 to 1. */
  readonly sensitivity: number;
}

/** A value with its 95 % percentile interval; the interval is undefined of fewer than five patients, and where all draws have one value. */
export interface BootstrappedValue {
  readonly value: number;
  readonly low?: number;
  readonly high?: number;
}

/** Sensitivity of a detector at equal false positives, and how it was counted. */
export interface SensitivityAt extends BootstrappedValue {
  readonly falsePositivesPerSlice: number;
  readonly iou: number;
  /** Boxes and slices that it is of. */
  readonly truths: number;
  readonly slices: number;
}

/** Where detections are counted: the intersection over union that counts as found, and the false positives per slice allowed. */
export interface OperatingPoint {
  readonly iou: number;
  readonly falsePositivesPerSlice: number;
}

const draws = 1000;

/**
 * The free-response ROC curve: sensitivity against false positives per slice, one point for each score that occurs, from the
 * highest on. Detectors can be compared by it at equal false positives; a gain in sensitivity alone is none.
 *
 * @param iou lowest intersection over union that counts as found
 * @throws RangeError when no slice has a box
 * Source: Bunch et al. 1977; Chakraborty 1989.
 */
export function froc(slices: readonly DetectedSlice[], iou: number): FrocPoint[] {
  return curveOf(matchAll(slices, iou));
}

/**
 * Sensitivity at a number of false positives per slice: of the lowest threshold with at most so many. The interval draws
 * patients with replacement, all slices of one together.
 * @throws RangeError when no slice has a box
 */
export function sensitivityAt(
  slices: readonly DetectedSlice[],
  at: OperatingPoint,
  seed: number,
): SensitivityAt {
  const matched = matchAll(slices, at.iou);
  const sensitivity = sensitivityOf(matched, at);
  return {
    ...at,
    value: sensitivity(range(slices.length))!,
    ...bootstrap(matched, seed, sensitivity),
    truths: countTruths(matched),
    slices: slices.length,
  };
}

/**
 * What one detector finds more than another on the same slices, at equal false positives: the difference of their
 * sensitivities, with a paired interval (each draw takes the same patients of both).
 *
 * @param base the detector compared with, on the same slices in the same order
 * @throws RangeError when the slices differ, or none has a box
 */
export function compareSensitivity(
  slices: readonly DetectedSlice[],
  base: readonly DetectedSlice[],
  at: OperatingPoint,
  seed: number,
): BootstrappedValue {
  if (slices.length !== base.length || slices.some(({ id }, i) => id !== base[i]!.id))
    fail(
      "compare two detectors",
      "slices that differ",
      "the same slices in the same order",
      "Let both look at one set.",
      RangeError,
    );
  const matched = matchAll(slices, at.iou);
  const [ours, theirs] = [sensitivityOf(matched, at), sensitivityOf(matchAll(base, at.iou), at)];
  const difference = (indices: readonly number[]): number | undefined => {
    const [first, second] = [ours(indices), theirs(indices)];
    return first === undefined || second === undefined ? undefined : first - second;
  };
  return { value: difference(range(slices.length))!, ...bootstrap(matched, seed, difference) };
}

function bootstrap(
  slices: readonly MatchedSlice[],
  seed: number,
  statistic: (indices: readonly number[]) => number | undefined,
): { readonly low?: number; readonly high?: number } {
  const groups = slices.map(({ group }) => group);
  // one stream: intervals of several detectors are of the same draws
  const interval = groupBootstrap(groups, statistic, stream(seed, "froc", "bootstrap"), draws);
  return interval ? { low: interval.low, high: interval.high } : {};
}

function matchAll(slices: readonly DetectedSlice[], iou: number): MatchedSlice[] {
  const matched = slices.map((slice) => matchDetections(slice, iou));
  if (countTruths(matched) === 0)
    fail(
      "measure a detector",
      `${countOf(slices.length, "slice")} without a box`,
      "at least one box to be found",
      "Measure it on slices with boxes among them.",
      RangeError,
    );
  return matched;
}

const countTruths = (slices: readonly MatchedSlice[]): number =>
  slices.reduce((total, { truths }) => total + truths, 0);

function curveOf(slices: readonly MatchedSlice[]): FrocPoint[] {
  const truths = countTruths(slices);
  const hits = slices.flatMap((slice) => slice.hits).sort((a, b) => b.score - a.score);
  const points: FrocPoint[] = [];
  let [found, wrong] = [0, 0];
  hits.forEach(({ score, isTrue }, i) => {
    if (isTrue) found++;
    else wrong++;
    if (hits[i + 1]?.score === score) return; // equal scores pass a threshold together
    points.push({
      threshold: score,
      falsePositivesPerSlice: wrong / slices.length,
      sensitivity: found / truths,
    });
  });
  return points;
}

/**
 * Sensitivity of the slices at some indices, which may occur several times, at the lowest threshold with at most so many false
 * positives. Detections are sorted once, and each call goes down from the surest only to where there are too many false
 * positives: with many draws of slices neither the sorting nor the long tail of low scores counts.
 * @returns undefined where no box is there to be found
 */
function sensitivityOf(
  slices: readonly MatchedSlice[],
  { falsePositivesPerSlice: most }: OperatingPoint,
): (indices: readonly number[]) => number | undefined {
  const hits = slices
    .flatMap(({ hits: own }, slice) => own.map((hit) => ({ ...hit, slice })))
    .sort((a, b) => b.score - a.score);
  return (indices) => {
    const times = new Uint32Array(slices.length);
    for (const index of indices) times[index]!++;
    const truths = countTruths(indices.map((index) => slices[index]!));
    if (truths === 0) return undefined;
    let [found, wrong, best] = [0, 0, 0];
    for (const [i, { slice, isTrue, score }] of hits.entries()) {
      if (isTrue) found += times[slice]!;
      else wrong += times[slice]!;
      if (hits[i + 1]?.score === score) continue; // equal scores pass a threshold together
      if (wrong / indices.length > most) break; // a lower threshold has no fewer
      best = found / truths;
    }
    return best;
  };
}
