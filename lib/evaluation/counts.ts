/** Right and wrong answers of a classifier, hemorrhage being positive. */
export interface Counts {
  readonly truePositive: number;
  readonly falsePositive: number;
  readonly trueNegative: number;
  readonly falseNegative: number;
}

/** One image's answer. */
export interface Prediction {
  readonly id: string;
  readonly label: 0 | 1;
  /** Probability of the positive class. */
  readonly probability: number;
}

/** Counts the answers at a threshold; an image whose probability equals it counts as positive. */
export function count(predictions: readonly Prediction[], threshold = 0.5): Counts {
  const number = (label: 0 | 1, positive: boolean): number =>
    predictions.filter((p) => p.label === label && p.probability >= threshold === positive).length;
  return {
    truePositive: number(1, true),
    falsePositive: number(0, true),
    trueNegative: number(0, false),
    falseNegative: number(1, false),
  };
}
