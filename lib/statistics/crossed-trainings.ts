import { groupBy, mean, sum, variance } from "../core/arrays";
import type { PredictionDifference } from "./prediction-difference";

/** The trainings' part of the variance of one fold's difference, with what stands behind it. */
export interface TrainingsPart {
  /** Not below 0. */
  readonly variance: number;
  /** The mean square it was taken from, in the same unit. */
  readonly meanSquare: number;
  readonly df: number;
}

/**
 * The trainings' part from the crossing of patients with repeats: a patient's predictions less their mean over repeats hold
 * nothing of the patient, so that even two folds have several degrees of freedom.
 *
 * @param differences of at least two whole repeats, every class in every fold
 * Source: moments of the crossed model patient + training; a patient's images count as one, folds as of equal size.
 */
export function crossedTrainings(differences: readonly PredictionDifference[]): TrainingsPart {
  const repeats = new Set(differences.map(({ repeat }) => repeat)).size;
  const folds = new Set(differences.map(({ fold }) => fold)).size;
  const classes = [...new Set(differences.map(({ label }) => label))];
  const a = 1 - 1 / repeats;
  const centered = centerByPatient(differences);
  const perClass = classes.map((label) => {
    const cells = [
      ...groupBy(
        centered.filter((one) => one.label === label),
        ({ cell }) => cell,
      ).values(),
    ];
    const size = mean(cells, ({ length }) => length);
    const within = mean(cells, (cell) => {
      const values = cell.map(({ value }) => value);
      return values.length > 1 ? variance(values, "n - 1") : 0;
    });
    return { size, within };
  });
  const share = 1 / classes.length ** 2;
  const residual = sum(perClass.map(({ size, within }) => share * (within / size)));
  const overlap = sum(perClass.map(({ size }) => (share * (1 - 1 / folds) ** 2) / size));
  const scale = a ** 2 + ((repeats - 1) / repeats ** 2) * (1 / folds + overlap);
  const meanSquare = mean([...groupBy(centered, ({ cell }) => cell).values()], (cell) => {
    const byClass = [...groupBy(cell, ({ label }) => label).values()];
    return mean(byClass, (some) => mean(some, ({ value }) => value)) ** 2;
  });
  return {
    variance: Math.max(0, meanSquare - residual) / scale,
    meanSquare: meanSquare / scale,
    df: (repeats * (folds - 1) * a ** 2 + repeats - 1) ** 2 / (repeats * (folds - 1) * a ** 4 + repeats - 1),
  };
}

/** Each patient's mean difference per class and repeat, less his mean over repeats. */
function centerByPatient(
  differences: readonly PredictionDifference[],
): { readonly label: number; readonly cell: string; readonly value: number }[] {
  return [...groupBy(differences, ({ patient, label }) => `${label} ${patient}`).values()].flatMap((own) => {
    const center = mean(own, ({ difference }) => difference);
    return [...groupBy(own, ({ repeat, fold }) => `${repeat}/${fold}`)].map(([cell, some]) => ({
      label: own[0]!.label,
      cell,
      value: mean(some, ({ difference }) => difference) - center,
    }));
  });
}
