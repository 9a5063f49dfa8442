import { formatSigned } from "../evaluation/verdict";
import type { StudyResults } from "./study-results";

/**
 * What discarding did in a study, in a sentence: the arm with it against the one without; whether both had
 * as many synthetic images is said.
 * @returns undefined where not both arms have results
 */
export function describeDiscard({
  discarded,
  discardGain: found,
  short = [],
}: Pick<StudyResults, "discarded" | "discardGain" | "short">): string | undefined {
  if (!found) return undefined;
  const share =
    discarded === undefined ? "" : `, ${Math.round(100 * discarded)} % of those looked at discarded`;
  const isShort = short.some(({ arm }) => arm === found.arm);
  const number = isShort ? "fewer synthetic images, as the discard left no more" : "as many synthetic images";
  const begin = `original+synthetic-kept against original+synthetic, ${number}${share}`;
  const { test } = found;
  if (!test) return `${begin}: cannot be told from these folds.`;
  return `${begin}: ${formatSigned(test.mean)} points of balanced accuracy (95 % interval ${formatSigned(test.low)} to ${formatSigned(test.high)}), a comparison beside the planned ones.`;
}
