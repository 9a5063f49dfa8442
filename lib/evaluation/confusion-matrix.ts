import type { Label } from "../data/label";
import { predictedClass, type Prediction } from "./prediction";

/** Number of images by true class (row) and predicted class (column). */
export type ConfusionMatrix = readonly (readonly number[])[];

/** Right and wrong predictions with one class as positive and all others as negative. */
export interface Counts {
  readonly truePositive: number;
  readonly falsePositive: number;
  readonly trueNegative: number;
  readonly falseNegative: number;
}

/** Counts predictions by true class and predicted class. */
export function confusionMatrix(predictions: readonly Prediction[], classes: number): ConfusionMatrix {
  const matrix = Array.from({ length: classes }, () => new Array<number>(classes).fill(0));
  for (const prediction of predictions) {
    const row = matrix[prediction.label];
    const column = predictedClass(prediction);
    if (row) row[column] = (row[column] ?? 0) + 1;
  }
  return matrix;
}

/** Counts of one class against the rest. */
export function oneVsRestCounts(matrix: ConfusionMatrix, positive: Label): Counts {
  const sum = (isTrue: boolean, isPredicted: boolean): number =>
    matrix
      .filter((_, t) => (t === positive) === isTrue)
      .flatMap((row) => row.filter((_, a) => (a === positive) === isPredicted))
      .reduce((a, b) => a + b, 0);
  return {
    truePositive: sum(true, true),
    falsePositive: sum(false, true),
    trueNegative: sum(false, false),
    falseNegative: sum(true, false),
  };
}
