import type { StudyResults } from "./study-results";

/**
 * What discarding did in a study, in a sentence: the arm with it against the one without, both of the same number of
 * synthetic images.
 * @returns undefined where not both arms have results
 */
export function describeDiscard({
  discarded,
  discardGain: found,
}: Pick<StudyResults, "discarded" | "discardGain">): string | undefined {
  if (!found) return undefined;
  const share =
    discarded === undefined ? "" : `, ${Math.round(100 * discarded)} % of those looked at discarded`;
  const begin = `original+synthetic-kept against original+synthetic, as many synthetic images${share}`;
  const { test } = found;
  if (!test) return `${begin}: cannot be told from these folds.`;
  const points = (x: number): string => `${x < 0 ? "-" : "+"}${Math.abs(100 * x).toFixed(1)}`;
  return `${begin}: ${points(test.mean)} points of balanced accuracy (95 % interval ${points(test.low)} to ${points(test.high)}), a comparison beside the planned ones.`;
}
