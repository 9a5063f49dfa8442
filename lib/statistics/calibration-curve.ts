import { mean, range } from "../core/arrays";

/** One image's label and the probability it was given. */
export interface BinaryPrediction {
  readonly label: 0 | 1;
  /** Of the positive class. */
  readonly probability: number;
}

/** One bin of a reliability diagram: mean predicted probability and observed frequency. */
export interface CalibrationBin {
  /** Mean probability. */
  readonly meanPredicted: number;
  readonly positives: number;
  readonly n: number;
}

/** Mean squared distance of probability and label: 0 is perfect, 0.25 is "always one half". Source: Brier 1950. */
export function brier(predictions: readonly BinaryPrediction[]): number {
  return mean(predictions, (p) => (p.probability - p.label) ** 2);
}

/** Probabilities sorted into bins of nearly equal number: points on the diagonal are honest probabilities. */
export function calibrationCurve(predictions: readonly BinaryPrediction[], bins = 5): CalibrationBin[] {
  const sorted = [...predictions].sort((a, b) => a.probability - b.probability);
  const many = Math.min(bins, sorted.length);
  return range(many).map((i) => {
    const part = sorted.slice(
      Math.floor((i * sorted.length) / many),
      Math.floor(((i + 1) * sorted.length) / many),
    );
    return {
      meanPredicted: mean(part, (p) => p.probability),
      positives: part.filter((p) => p.label === 1).length,
      n: part.length,
    };
  });
}
