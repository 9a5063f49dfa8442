import { detectableDifference } from "../statistics";

/** A study of some size, and what it could tell. */
export interface StudySize {
  readonly folds: number;
  readonly repeats: number;
  readonly trials: number;
  /** Gain in balanced accuracy that 4 of 5 such studies would claim, before Holm's correction. */
  readonly detectable: number;
}

/** Share of answers that two equally good arms are assumed to give differently. */
export const assumedChange = 0.15;

/**
 * What studies of several sizes could tell, before anything is trained: the spread of a fold's difference is assumed to
 * be that of answers of which 15 in 100 change, either way alike.
 *
 * @param images of the data set
 * @param trials of one fold
 */
export function powerPlan(
  images: number,
  { folds, repeats, ofFold }: { readonly folds: number; readonly repeats: number; readonly ofFold: number },
): StudySize[] {
  const sizes = new Map([1, 2, 5, 10, repeats].map((r) => [`${folds}/${r}`, { folds, repeats: r }]));
  return [...sizes.values()]
    .filter((size) => size.repeats <= repeats)
    .sort((a, b) => a.repeats - b.repeats)
    .map((size) => {
      const n = size.folds * size.repeats;
      const variance = assumedChange / (images / size.folds);
      const error = Math.sqrt((1 / n + 1 / (size.folds - 1)) * variance);
      return { ...size, trials: n * ofFold, detectable: detectableDifference(0.8, error, n - 1) };
    });
}
