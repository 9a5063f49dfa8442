import { auc } from "../statistics/auc";
import type { Label } from "../data/label";
import { brier, type Answer } from "../statistics";
import { answered, chanceOf, isRight, type Prediction } from "./prediction";

/** A number that says how good answers are; undefined where it has no value. */
export interface Measure {
  readonly name: string;
  /** What it needs, for the words that stand where it has no value: "undefined: no positives in this fold". */
  readonly needs: "images" | "positives" | "negatives" | "both classes";
  /** @param positive the class it is of, against the rest; undefined: the mean over all classes */
  of(predictions: readonly Prediction[], positive?: Label): number | undefined;
}

/** Mean of the classes' shares of right answers: what a study compares, since it does not reward guessing the larger class. */
export function balancedAccuracy(predictions: readonly Prediction[]): number | undefined {
  return macro(predictions, recall);
}

/** The measures of one class against the rest. */
export const classMeasures: readonly Measure[] = [
  { name: "sensitivity", needs: "positives", of: (p, k) => ofClass(p, k, recall) },
  { name: "specificity", needs: "negatives", of: (p, k) => ofClass(p, k, specificity) },
  { name: "AUC", needs: "both classes", of: (p, k) => ofClass(p, k, area) },
];

/** The measures of a table of arms; the first is the one that decides. A new one is one entry here. */
export const measures: readonly Measure[] = [
  { name: "balanced accuracy", needs: "both classes", of: balancedAccuracy },
  { name: "accuracy", needs: "images", of: (p) => share(p, isRight) },
  ...classMeasures,
  {
    name: "Brier score",
    needs: "images",
    of: (p) => macro(p, (some, label) => (some.length === 0 ? undefined : brier(binary(some, label)))),
  },
];

/** What stands in a table where a measure has no value. */
export function undefinedWords({ needs }: Measure): string {
  return `undefined: no ${needs === "both classes" ? "images of one of the classes" : needs} here`;
}

/** One class against the rest, as label 1 and its probability. */
export function binary(predictions: readonly Prediction[], positive: Label): Answer[] {
  return predictions.map((p) => ({
    label: p.label === positive ? 1 : 0,
    probability: chanceOf(p, positive),
  }));
}

type OfClass = (predictions: readonly Prediction[], label: Label) => number | undefined;

function ofClass(p: readonly Prediction[], label: Label | undefined, of: OfClass): number | undefined {
  return label === undefined ? macro(p, of) : of(p, label);
}

function macro(predictions: readonly Prediction[], of: OfClass): number | undefined {
  const each = (predictions[0]?.probabilities ?? []).map((_, label) => of(predictions, label));
  const known = each.flatMap((value) => value ?? []);
  if (known.length === 0 || known.length < each.length) return undefined;
  return known.reduce((a, b) => a + b, 0) / known.length;
}

function recall(predictions: readonly Prediction[], label: Label): number | undefined {
  return share(
    predictions.filter((p) => p.label === label),
    isRight,
  );
}

function specificity(predictions: readonly Prediction[], label: Label): number | undefined {
  return share(
    predictions.filter((p) => p.label !== label),
    (p) => answered(p) !== label,
  );
}

function area(predictions: readonly Prediction[], label: Label): number | undefined {
  const scores = binary(predictions, label);
  const labels = scores.map((s) => s.label);
  if (new Set(labels).size < 2) return undefined;
  return auc(
    scores.map((s) => s.probability),
    labels,
  ).auc;
}

function share(asked: readonly Prediction[], isIn: (p: Prediction) => boolean): number | undefined {
  return asked.length === 0 ? undefined : asked.filter(isIn).length / asked.length;
}
