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

/** What the difference of two arms varies by, per image and per training. */
export interface Spread {
  /** Variance of one image's difference (-1, 0 or 1), averaged over the patients: of all of it, and of what repeats keep. */
  readonly perImage: number;
  readonly lasting: number;
  /** Variance of one fold's difference by its training part, generator and seeds. */
  readonly trainings: number;
}

/**
 * Before anything is trained: 15 of 100 predictions differ between equally good arms, a sixth of their variance is the patient's
 * own in every repeat, and trainings spread by 7 points, as two machines' runs of one study did.
 */
export const assumedSpread: Spread = { perImage: 0.15, lasting: 0.15 / 6, trainings: 0.07 ** 2 };

/** The spread that a study has shown so far. */
export function measuredSpread(
  { patients, patientsOfOneRepeat, trainings }: VarianceComponents,
  images: number,
): Spread {
  const perImage = patientsOfOneRepeat * images;
  return { perImage, lasting: Math.min(perImage, patients * images), trainings };
}

/**
 * What studies of several sizes could tell, by the variances of patients and trainings.
 *
 * @param images number of images in the data set
 * @param size.ofFold number of trials per fold
 * @returns one row per number of repeats, ascending
 */
export function powerPlan(
  images: number,
  { folds, repeats, ofFold }: { readonly folds: number; readonly repeats: number; readonly ofFold: number },
  spread = assumedSpread,
): StudySize[] {
  return [...new Set([1, 2, 3, 5, 10, repeats])]
    .filter((r) => r <= Math.max(repeats, 5))
    .sort((a, b) => a - b)
    .map((r) => ({ folds, repeats: r, trials: folds * r * ofFold, ...reach(images, folds, r, spread) }));
}

/** What narrows the interval of a study: one more repeat, or a tenth more images; differences of its half width. */
export function whatNarrows(
  images: number,
  { folds, repeats }: { readonly folds: number; readonly repeats: number },
  spread = assumedSpread,
): { readonly repeat: number; readonly images: number } {
  const now = reach(images, folds, repeats, spread).halfWidth;
  return {
    repeat: now - reach(images, folds, repeats + 1, spread).halfWidth,
    images: now - reach(Math.round(1.1 * images), folds, repeats, spread).halfWidth,
  };
}

function reach(
  images: number,
  folds: number,
  repeats: number,
  { perImage, lasting, trainings }: Spread,
): Pick<StudySize, "halfWidth" | "detectable"> {
  const patientsOfOneRepeat = perImage / images;
  const { standardError, df, high } = patientsAndTrainings({
    estimate: 0,
    patients: (lasting + (perImage - lasting) / repeats) / images,
    patientsOfOneRepeat,
    folds: folds * patientsOfOneRepeat + trainings,
    trainings,
    counts: { patients: images, classes: 2, folds, repeats },
  });
  return { halfWidth: high, detectable: detectableDifference(0.8, standardError, df) };
}
