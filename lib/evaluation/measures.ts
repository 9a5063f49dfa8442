import { auc } from "../data/auc";
import { brier } from "../statistics";
import type { Prediction } from "./counts";

/** A number that says how good answers are; undefined where it has no value. */
export interface Measure {
  readonly name: string;
  /** What it needs, for the words that stand where it has no value: "undefined: no positives in this fold". */
  readonly needs: "images" | "positives" | "negatives" | "both classes";
  of(predictions: readonly Prediction[]): number | undefined;
}

const share = (predictions: readonly Prediction[], label?: 0 | 1): number | undefined => {
  const asked = label === undefined ? predictions : predictions.filter((p) => p.label === label);
  const right = asked.filter((p) => p.probability >= 0.5 === (p.label === 1)).length;
  return asked.length === 0 ? undefined : right / asked.length;
};

/** Mean of sensitivity and specificity: what a study compares, since it does not reward guessing the larger class. */
export function balancedAccuracy(predictions: readonly Prediction[]): number | undefined {
  const [specificity, sensitivity] = [share(predictions, 0), share(predictions, 1)];
  return specificity === undefined || sensitivity === undefined ? undefined : (specificity + sensitivity) / 2;
}

/** The measures of a table of arms; the first is the one that decides. A new one is one entry here. */
export const measures: readonly Measure[] = [
  { name: "balanced accuracy", needs: "both classes", of: balancedAccuracy },
  { name: "accuracy", needs: "images", of: (p) => share(p) },
  { name: "sensitivity", needs: "positives", of: (p) => share(p, 1) },
  { name: "specificity", needs: "negatives", of: (p) => share(p, 0) },
  {
    name: "AUC",
    needs: "both classes",
    of: (p) => {
      const labels = p.map((q) => q.label);
      if (new Set(labels).size < 2) return undefined;
      return auc(
        p.map((q) => q.probability),
        labels,
      ).auc;
    },
  },
  { name: "Brier score", needs: "images", of: (p) => (p.length === 0 ? undefined : brier(p)) },
];

/** What stands in a table where a measure has no value. */
export function undefinedWords({ needs }: Measure): string {
  return `undefined: no ${needs === "both classes" ? "images of one of the classes" : needs} here`;
}
