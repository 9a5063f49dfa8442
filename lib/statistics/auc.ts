import { bisect, indicesWhere } from "../core/arrays";
import { fail } from "../core/errors";
import { z95 } from "./normal-cdf";

/** Area under the ROC curve of one score, with its 95 % interval. */
export interface Auc {
  /** Probability that a positive's score is above a negative's, ties counting half: 0.5 tells nothing, 1 or 0 all. */
  readonly auc: number;
  readonly low: number;
  readonly high: number;
}

/**
 * Area under the ROC curve of a score, with an interval that remains meaningful at areas of 0 and 1.
 *
 * @param scores one number per image
 * @param labels 0 or 1 per image, both present
 * @param options z: standard normal quantile of the interval; 95 % by default. groups: the patient of each image, by default
 *   each is one: the interval is that of as many images as the class has patients, as if all of a patient said the same
 * @throws RangeError where a score is NaN
 *
 * Source: Mann & Whitney 1947; Newcombe, Statistics in Medicine 25 (2006) 559, the score interval on Hanley & McNeil's
 * variance: every area from which the measured one lies within z standard errors.
 */
export function auc(
  scores: readonly number[],
  labels: readonly number[],
  { z = z95, groups }: { readonly z?: number; readonly groups?: readonly unknown[] } = {},
): Auc {
  assertScores(scores);
  const positives = labels.filter((l) => l === 1).length;
  const negatives = labels.length - positives;
  const value = (rankSum(scores, labels) - (positives * (positives + 1)) / 2) / (positives * negatives);
  const patients = (isPositive: boolean): number =>
    new Set(indicesWhere(labels, (l) => (l === 1) === isPositive).map((i) => groups?.[i] ?? i)).size;
  const counts = [patients(true), patients(false)] as const;
  const error = (area: number): number => hanleyMcNeil(area, ...counts);
  return {
    auc: value,
    low: root(0, value, (area) => area + z * error(area) - value),
    high: root(value, 1, (area) => area - z * error(area) - value),
  };
}

/**
 * Standard error of an area under the ROC curve, from the area and the two class sizes alone.
 * Source: Hanley & McNeil, Radiology 143 (1982) 29, for exponential scores.
 */
export function hanleyMcNeil(area: number, positives: number, negatives: number): number {
  const twoPositives = area / (2 - area);
  const twoNegatives = (2 * area * area) / (1 + area);
  const square = area * area;
  const sum =
    area * (1 - area) + (positives - 1) * (twoPositives - square) + (negatives - 1) * (twoNegatives - square);
  return Math.sqrt(Math.max(sum, 0) / (positives * negatives));
}

/**
 * Refuses scores that have no rank: NaN is neither above another nor equal to it.
 * @throws RangeError naming the first
 */
export function assertScores(scores: readonly number[]): void {
  const at = scores.findIndex(Number.isNaN);
  if (at >= 0)
    fail(
      "rank scores",
      `NaN as the score of image ${at} of ${scores.length}, from 0`,
      "a number for each",
      "Check what the score was computed from.",
      RangeError,
    );
}

/** Sum of the positives' ranks; equal scores share their mean rank. */
function rankSum(scores: readonly number[], labels: readonly number[]): number {
  const order = scores.map((_, i) => i).sort((a, b) => (scores[a] ?? 0) - (scores[b] ?? 0));
  let sum = 0;
  for (let begin = 0, end = 0; begin < order.length; begin = end) {
    const score = scores[order[begin] ?? 0];
    while (end < order.length && scores[order[end] ?? 0] === score) end++;
    const rank = (begin + 1 + end) / 2;
    for (const i of order.slice(begin, end)) sum += labels[i] === 1 ? rank : 0;
  }
  return sum;
}

/** Root of a function that is below 0 at `low` and above at `high`. */
function root(low: number, high: number, f: (x: number) => number): number {
  return bisect((x) => f(x) < 0, { low, high, iterations: 60 });
}
