import { detectableDifference, patientsAndTrainings, type VarianceComponents } from "../statistics";

/** A study of some size, and what it could tell. */
export interface StudySize {
  readonly folds: number;
  readonly repeats: number;
  readonly trials: number;
  /** Half the width of the 95 % interval of a difference of balanced accuracies. */
  readonly halfWidth: number;
  /** Gain in balanced accuracy that 4 of 5 such studies would claim, before Holm's correction. */
  readonly detectable: number;
}

/** What the difference of two arms varies by, per patient (group) and per training. */
export interface Spread {
  /** Variance of one patient's difference (-1 to 1), averaged over the patients: of all of it, and of what repeats keep. */
  readonly perPatient: number;
  readonly lasting: number;
  /** Variance of one fold's difference by its training part, generator and seeds. */
  readonly trainings: number;
}

/**
 * The spread assumed before anything is trained. 15 of 100 predictions differ between equally good arms, all of a patient's images
 * alike; a sixth of that variance stays the same in every repeat; trainings have a standard deviation of 7 points, as two
 * machines' runs of one study had.
 */
export const assumedSpread: Spread = { perPatient: 0.15, lasting: 0.15 / 6, trainings: 0.07 ** 2 };

/** The spread that a study has shown so far, on the patients tested by then. */
export function measuredSpread({
  patients,
  patientsOfOneRepeat,
  trainings,
  counts,
}: VarianceComponents): Spread {
  const perPatient = patientsOfOneRepeat * counts.patients;
  return { perPatient, lasting: Math.min(perPatient, patients * counts.patients), trainings };
}

/** The groups of a study: its patients, who are drawn anew in another study; images of one tell little more than one. */
type Groups = { readonly count: number };

/** Shape of a study: a patient tells of one class, so that more classes leave fewer degrees of freedom. */
interface Shape {
  readonly folds: number;
  readonly repeats: number;
  readonly classes: number;
}

/**
 * What studies of several sizes could tell, by the variances of patients and trainings.
 *
 * @param groups of the data set
 * @param size.ofFold number of trials per fold
 * @returns one row per number of repeats, ascending
 */
export function powerPlan(
  groups: Groups,
  { ofFold, ...shape }: Shape & { readonly ofFold: number },
  spread = assumedSpread,
): StudySize[] {
  return [...new Set([1, 2, 3, 5, 10, shape.repeats])]
    .filter((repeats) => repeats <= Math.max(shape.repeats, 5))
    .sort((a, b) => a - b)
    .map((repeats) => ({
      folds: shape.folds,
      repeats,
      trials: shape.folds * repeats * ofFold,
      ...reach(groups.count, { ...shape, repeats }, spread),
    }));
}

/** By how much the half width of a study's interval would shrink: with one more repeat, and with a tenth more patients. */
export function predictNarrowing(
  { count }: Groups,
  shape: Shape,
  spread = assumedSpread,
): { readonly repeat: number; readonly patients: number } {
  const now = reach(count, shape, spread).halfWidth;
  return {
    repeat: now - reach(count, { ...shape, repeats: shape.repeats + 1 }, spread).halfWidth,
    patients: now - reach(Math.round(1.1 * count), shape, spread).halfWidth,
  };
}

function reach(
  count: number,
  { folds, repeats, classes }: Shape,
  { perPatient, lasting, trainings }: Spread,
): Pick<StudySize, "halfWidth" | "detectable"> {
  const patientsOfOneRepeat = perPatient / count;
  const { standardError, df, high } = patientsAndTrainings({
    estimate: 0,
    patients: (lasting + (perPatient - lasting) / repeats) / count,
    patientsOfOneRepeat,
    folds: folds * patientsOfOneRepeat + trainings,
    trainings,
    counts: { patients: count, classes, folds, repeats },
  });
  return { halfWidth: high, detectable: detectableDifference(0.8, standardError, df) };
}
