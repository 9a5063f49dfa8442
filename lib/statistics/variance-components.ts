import { countOf } from "../core/count-of";
import { fail } from "../core/errors";
import { groupBy, mean, sum, variance } from "../core/arrays";
import type { PredictionDifference } from "./prediction-difference";
import { crossedTrainings, type TrainingsPart } from "./crossed-trainings";
import { foldDifferences } from "./fold-differences";

/** What the spread of a difference of balanced accuracies over a repeated cross-validation is made of. */
export interface VarianceComponents {
  /** Mean over repeats and folds of the difference of balanced accuracies. */
  readonly estimate: number;
  /** Variance of the estimate that comes from the patients: other patients, the same trained models. */
  readonly patients: number;
  /** The same of the estimate of one repeat. */
  readonly patientsOfOneRepeat: number;
  /** Variance between the folds of a repeat, of one fold's difference. */
  readonly folds: number;
  /** Variance of one fold's difference that its patients do not explain: training part, generator and seeds. */
  readonly trainings: number;
  /** The same by the crossing of patients with repeats; absent with one repeat. */
  readonly crossed?: TrainingsPart;
  readonly counts: {
    readonly patients: number;
    readonly classes: number;
    /** Finished folds of a repeat. */
    readonly folds: number;
    readonly repeats: number;
  };
}

/**
 * The components, by the method of moments. A patient is the unit, however many images of whichever class belong to it:
 * the deviations of its images from their cells' means (repeat, fold, class) are summed before they are squared.
 *
 * @param differences each image once per repeat, every class in every fold
 * @throws RangeError with fewer than two folds
 * Source: crossed components of variance by moments (Searle, Casella & McCulloch 1992, chapter 5), of the estimator in
 * Nadeau & Bengio 2003. Where folds hold different numbers of patients of a class, their mean number stands for each.
 */
export function varianceComponents(differences: readonly PredictionDifference[]): VarianceComponents {
  const labels = [...new Set(differences.map(({ label }) => label))];
  const repeats = [...groupBy(differences, ({ repeat }) => repeat).values()];
  const perRepeat = repeats.map((some) => foldDifferences(some, labels));
  const folds = perRepeat[0]?.length ?? 0;
  if (folds < 2)
    fail("compare two arms", countOf(folds, "fold"), "at least two", "Use at least two folds.", RangeError);
  const deviations = repeats.map((some) => deviationsOf(some, labels.length));
  const patientsOfOneRepeat = mean(deviations, (ofRepeat) =>
    sum([...sumsByPatient(ofRepeat.map((d) => ({ ...d, value: d.value * d.inflation })))].map(square)),
  );
  const between = mean(perRepeat, (folds) => variance(folds, "n - 1"));
  return {
    estimate: mean(perRepeat.flat()),
    patients:
      repeats.length === 1 ? patientsOfOneRepeat : patientsOverRepeats(differences, deviations.flat(), folds),
    patientsOfOneRepeat,
    folds: between,
    trainings: Math.max(0, between - folds * patientsOfOneRepeat),
    ...(repeats.length > 1 && { crossed: crossedTrainings(differences) }),
    counts: {
      patients: new Set(differences.map(({ patient }) => patient)).size,
      classes: labels.length,
      folds,
      repeats: repeats.length,
    },
  };
}

/** An image's part of the estimate less what its cell's mean gives to it. */
interface Deviation {
  readonly patient: string;
  readonly label: number;
  /** In units of the estimate: its weight is 1 / (classes x images of its class). */
  readonly value: number;
  /** Makes the square of `value` unbiased: the cell's mean was made with it. */
  readonly inflation: number;
}

/** Of one repeat. Where a cell holds a single patient, the class's mean stands for its cells'. */
function deviationsOf(differences: readonly PredictionDifference[], classes: number): Deviation[] {
  return [...groupBy(differences, ({ label }) => label)].flatMap(([label, ofClass]) => {
    const cells = [...groupBy(ofClass, ({ fold }) => fold).values()];
    const fewest = Math.min(...cells.map(patientsOf));
    return (fewest < 2 ? [ofClass] : cells).flatMap((cell) => {
      const center = mean(cell, ({ difference }) => difference);
      const n = patientsOf(cell);
      return cell.map(({ patient, difference }) => ({
        patient,
        label,
        value: (difference - center) / (classes * ofClass.length),
        inflation: Math.sqrt(n / Math.max(1, n - 1)),
      }));
    });
  });
}

/** The patients' part of the variance of a mean over repeats: what a patient's predictions have in common in all of them. */
function patientsOverRepeats(
  differences: readonly PredictionDifference[],
  deviations: readonly Deviation[],
  folds: number,
): number {
  const repeats = new Set(differences.map(({ repeat }) => repeat)).size;
  const classes = new Set(differences.map(({ label }) => label)).size;
  const scaled = [...groupBy(differences, ({ label }) => label)].flatMap(([label, ofClass]) => {
    const n = patientsOf(ofClass);
    const perCell = n / folds;
    if (perCell < 5) {
      // too few to take the cells' means away: the plain variance between the class's patients
      const center = mean(ofClass, ({ difference }) => difference);
      const weight = Math.sqrt(n / Math.max(1, n - 1)) / (classes * ofClass.length);
      return ofClass.map(({ patient, difference }) => ({ patient, value: (difference - center) * weight }));
    }
    // what taking the cells' means away has removed of a patient's own part
    const kept = 1 - 2 / perCell + 1 / (repeats * perCell) + (1 - 1 / repeats) / n;
    return deviations
      .filter((d) => d.label === label)
      .map(({ patient, value }) => ({ patient, value: value / (Math.sqrt(kept) * repeats) }));
  });
  return sum([...sumsByPatient(scaled)].map(square));
}

function* sumsByPatient(
  parts: readonly { readonly patient: string; readonly value: number }[],
): Generator<number> {
  for (const own of groupBy(parts, ({ patient }) => patient).values())
    yield sum(own.map(({ value }) => value));
}

function patientsOf(differences: readonly PredictionDifference[]): number {
  return new Set(differences.map(({ patient }) => patient)).size;
}

const square = (x: number): number => x * x;
