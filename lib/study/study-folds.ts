import { fail, InputError, range, stageNeeds } from "../core";
import { groupedFolds, type FoldIndices, type FoldOptions, type Groups, type Label } from "../data";
import { findShortage, type Divided, type Shortage } from "../data/split/find-shortage";
import { groupCounts } from "../data/split/grouped-folds";

/** Groups of a class that a study cannot do without: those that test, validation and training need at least. */
export const fewestGroups =
  stageNeeds.test.groups +
  stageNeeds.epoch.groups +
  Math.max(stageNeeds.gan.groups, stageNeeds.discard.groups);

/** Other numbers of folds are tried up to here. */
const mostFolds = 10;

/**
 * The folds of a study, each with enough images and groups of every class in every part for all that is trained in it.
 *
 * @param labels one per image
 * @param classes their names by label
 * @throws InputError where some fold could not be finished; it says which number of folds could, or which grouping, or
 *   how many groups would be enough
 */
export function studyFolds(
  labels: readonly Label[],
  groups: Groups,
  options: FoldOptions,
  classes: readonly string[],
): FoldIndices[] {
  const divided = { labels, groups: groups.names, classes };
  const made = attempt(divided, options);
  if (!("found" in made)) return made;
  const counts = groupCounts(labels, groups.names).map((n, label) => `${n} of ${classes[label] ?? label}`);
  return fail(
    `divide the images into ${options.folds} folds`,
    `the groups (${groups.origin}) are ${counts.join(" and ")}; ${made.found}`,
    made.expected,
    remedy(divided, groups.origin, options),
  );
}

/** The folds, or why some stage of the study could not be done in one of them. */
function attempt(divided: Divided, options: FoldOptions): FoldIndices[] | Shortage {
  const { labels, groups, classes } = divided;
  const counts = groupCounts(labels, groups);
  const few = counts.findIndex((n) => n < Math.max(options.folds, stageNeeds.split.groups));
  if (few >= 0) {
    const found = `the test part of some fold would hold no group of ${classes[few] ?? few}`;
    return { found, expected: `at least 1 for ${stageNeeds.test.stage}` };
  }
  try {
    const made = groupedFolds(labels, groups, options);
    const shortage = made.map((fold) => findShortage(fold, divided, "study")).find((s) => s !== undefined);
    return shortage ?? made;
  } catch (error) {
    if (!(error instanceof InputError)) throw error;
    const found = "some part of a fold would lack a class however the groups are divided";
    return { found, expected: "every class in every part" };
  }
}

/** What would work, found by trying: the nearest number of folds, else another grouping, else more groups. */
function remedy(divided: Divided, origin: Groups["origin"], options: FoldOptions): string {
  const works = (folds: number, groups = divided.groups): boolean =>
    !("found" in attempt({ ...divided, groups }, { ...options, folds }));
  const folds = range(mostFolds - 1)
    .map((i) => i + 2)
    .sort((a, b) => Math.abs(a - options.folds) - Math.abs(b - options.folds) || a - b)
    .find((n) => works(n));
  if (folds !== undefined) return `Give --set study.folds=${folds}, or add images of other patients.`;
  const alone = divided.labels.map((_, i) => String(i));
  const more = `Add images of other patients: at least ${fewestGroups} groups of each class`;
  if (origin === "none" || !works(options.folds, alone)) return `${more}.`;
  if (origin.endsWith("cautiously guessed")) return `${more}; or give --set data.grouping=guessed.`;
  return origin.endsWith("guessed")
    ? `${more}; or give --set data.grouping=named, if what looks like one scan is not.`
    : `${more}; or give --set data.grouping=none, which tears patients apart: results are then too good.`;
}
