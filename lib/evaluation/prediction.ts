import { range, sum } from "../core/arrays";
import type { Label } from "../data/label";

/** One image's label and predicted probabilities. */
export interface Prediction {
  readonly id: string;
  readonly label: Label;
  /** Of each class by label; they sum to 1. */
  readonly probabilities: readonly number[];
}

/** The most probable class; of equally probable ones the last, so that of two 0.5 counts as positive. */
export function predictedClass({ probabilities }: Pick<Prediction, "probabilities">): Label {
  return probabilities.reduce((best, p, k) => (p >= (probabilities[best] ?? 0) ? k : best), 0);
}

/** Whether the predicted class is the image's. */
export function isRight(prediction: Prediction): boolean {
  return predictedClass(prediction) === prediction.label;
}

/** Probability of a class. */
export function probabilityOf({ probabilities }: Pick<Prediction, "probabilities">, label: Label): number {
  return probabilities[label] ?? 0;
}

/** Probabilities that only one class has. */
export function oneHot(label: Label, classes: number): number[] {
  return range(classes).map((k) => (k === label ? 1 : 0));
}

/** Logits as probabilities. */
export function softmax(logits: readonly number[]): number[] {
  const highest = Math.max(...logits);
  const powers = logits.map((logit) => Math.exp(logit - highest));
  const total = sum(powers);
  return powers.map((power) => power / total);
}
