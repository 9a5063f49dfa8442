import { formatSigned } from "./verdict";
import type { StudyComparison } from "./study-comparison";

/**
 * Describes what an arm's interval is about, and how wide it would be for other data sets.
 * @param folds of a whole repeat, also where fewer are finished
 * @returns undefined where nothing was tested
 */
export function describeScope(
  { arm, components, others }: Pick<StudyComparison, "arm" | "components" | "others">,
  folds: number,
): string | undefined {
  if (components === undefined || others === undefined) return undefined;
  const { repeats } = components.counts;
  const more =
    repeats > 1
      ? ""
      : " With one division into folds the interval is wide: a second one (study.repeats=2) makes it about four tenths narrower.";
  return (
    `The interval is about arms retrained on such parts of these images (${folds - 1} of ${folds} folds), and about new patients of this kind. ` +
    `This study cannot say whether it holds for another hospital's images: for other data sets of this size the interval of ${arm} would reach from ` +
    `${formatSigned(others.otherDataSets.low)} to ${formatSigned(others.otherDataSets.high)} points, if every training image had a small influence of its own.${more}`
  );
}
