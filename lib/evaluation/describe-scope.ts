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
      : " With one division into folds the interval is wide: a second one (study.repeats=2) takes about four tenths off it.";
  return (
    `The interval is about arms trained anew on such parts (${folds - 1} of ${folds}) of these images, on new patients of this kind. ` +
    `Whether it holds for another hospital's images this study cannot say: for other data sets of this size ${arm} would lie between ` +
    `${formatSigned(others.otherDataSets.low)} and ${formatSigned(others.otherDataSets.high)} points, were each training image to push the arms a little of its own.${more}`
  );
}
