import { range, sum } from "../../../core";
import type { TrainedOnce } from "./trained-once";

/** How far one training lies from another that was to be the same. */
export interface TrainingDifference {
  /** Relative difference of the validation losses after the first epoch and after the last. */
  readonly first: number;
  readonly last: number;
  /** First epoch, counted from 1, after which the two losses differ by more than a hundredth; undefined where none does. */
  readonly apartFrom: number | undefined;
  /** Test images that are given another class, of all. */
  readonly otherAnswers: number;
  readonly images: number;
}

/** Losses that differ by more are those of two trainings, not of rounding. */
const apart = 0.01;

/** @throws RangeError for trainings of unequal length, or of other images */
export function compareTrainings(a: TrainedOnce, b: TrainedOnce): TrainingDifference {
  const [epochs, images] = [a.validationLosses.length, a.probabilities.length];
  if (epochs !== b.validationLosses.length || images !== b.probabilities.length)
    throw new RangeError("two trainings of unequal length");
  const differences = range(epochs).map((k) => {
    const [x, y] = [a.validationLosses[k]!, b.validationLosses[k]!];
    return Math.abs(x - y) / Math.max(Math.abs(x), Math.abs(y));
  });
  const from = differences.findIndex((difference) => difference > apart);
  return {
    first: differences[0] ?? NaN,
    last: differences.at(-1) ?? NaN,
    apartFrom: from < 0 ? undefined : from + 1,
    otherAnswers: sum(a.probabilities.map((p, i) => Number(p > 0.5 !== b.probabilities[i]! > 0.5))),
    images,
  };
}
