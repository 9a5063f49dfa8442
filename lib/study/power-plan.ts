import { detectableDifference } from "../statistics";

/** A study of some size, and the gain it could detect. */
export interface StudySize {
  readonly folds: number;
  readonly repeats: number;
  readonly trials: number;
  /** Gain in balanced accuracy that 4 of 5 such studies would claim, before Holm's correction. */
  readonly detectable: number;
}

/** Share of images, 0..1, that two equally good arms are assumed to classify differently. */
export const assumedChange = 0.15;

/**
 * Detectable gains of studies of several sizes, before anything is trained. A fold's difference is assumed to vary as if
 * 15 of 100 predictions changed between the arms, as often for better as for worse.
 *
 * @param images number of images in the data set
 * @param size.ofFold number of trials per fold
 * @returns one row per number of repeats, ascending
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
