import type { Label } from "../data/label";
import { against, type ConfusionMatrix, type Counts } from "./confusion-matrix";
import { wilson, type Rate } from "../statistics/wilson";

/** How often answers are right, with 95 % intervals. */
export interface Rates {
  readonly accuracy: Rate;
  /** Share of the positive class that was found (hemorrhages); without a positive class the mean over all classes. */
  readonly sensitivity: Rate;
  /** Share of the others recognised as such (normals); without a positive class the mean over all classes. */
  readonly specificity: Rate;
  /** Right and wrong answers of the positive class, where there is one. */
  readonly counts: Counts | undefined;
  /** Each class against the rest, by label. */
  readonly byClass: readonly ClassRates[];
}

/** One class against the rest. */
export interface ClassRates {
  readonly sensitivity: Rate;
  readonly specificity: Rate;
}

/**
 * Accuracy, sensitivity and specificity with Wilson's intervals.
 * @param positive the class that sensitivity is of; undefined: macro averages over one class against the rest each
 */
export function rates(matrix: ConfusionMatrix, positive: Label | undefined): Rates {
  const total = matrix.flat().reduce((a, b) => a + b, 0);
  const right = matrix.reduce((sum, row, k) => sum + (row[k] ?? 0), 0);
  const byClass = matrix.map((_, label) => ofCounts(against(matrix, label)));
  const chosen = positive === undefined ? undefined : byClass[positive];
  return {
    accuracy: wilson(right, total),
    sensitivity: chosen?.sensitivity ?? macro(byClass.map((c) => c.sensitivity)),
    specificity: chosen?.specificity ?? macro(byClass.map((c) => c.specificity)),
    counts: positive === undefined ? undefined : against(matrix, positive),
    byClass,
  };
}

function ofCounts({
  truePositive: tp,
  falsePositive: fp,
  trueNegative: tn,
  falseNegative: fn,
}: Counts): ClassRates {
  return { sensitivity: wilson(tp, tp + fn), specificity: wilson(tn, tn + fp) };
}

/**
 * The mean of the classes' rates. Its interval is the mean of theirs: at least 95 %, whatever the rates have in common
 * (a standard deviation of a mean is at most the mean of the standard deviations).
 */
function macro(each: readonly Rate[]): Rate {
  const mean = (of: (rate: Rate) => number): number =>
    each.reduce((sum, rate) => sum + of(rate), 0) / each.length;
  return { value: mean((r) => r.value), low: mean((r) => r.low), high: mean((r) => r.high) };
}
