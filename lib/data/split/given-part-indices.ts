import { countOf, fail, formatList, groupBy, indicesWhere, range, stream } from "../../core";
import type { Dataset } from "../dataset";
import type { Groups } from "../duplicates/groups";
import { groupCounts } from "./grouped-folds";
import type { Part } from "../part-of";
import { allot, partShares } from "./part-shares";
import { splitGroups } from "./split-groups";

const action = "keep the split that the data set brings (data.split=given)";

/**
 * Indices of the images in each part that the data set brings, ascending. Where it brings no validation part, 19 % of
 * the training images (17 of 89, as in a drawn split) are taken for it, in whole groups.
 *
 * @param groups which images must stay together; without, each is a group of its own
 * @throws InputError when a group lies in two of the given parts, or training has too few groups for a validation part
 */
export function givenPartIndices(
  { slices, classes }: Dataset,
  groups: Groups | undefined,
  seed: number,
): Record<Part, number[]> {
  const names = groups?.names ?? slices.map(({ id }) => id);
  refuseTorn({ slices }, names);
  const at = (part: Part): number[] => indicesWhere(slices, (slice) => slice.part === part);
  const [train, validation, test] = [at("train"), at("validation"), at("test")];
  if (validation.length > 0) return { train, validation, test };
  const labels = train.map((i) => slices[i]!.label);
  const sizes = classes.map((_, label) => labels.filter((l) => l === label).length);
  const taken = allot(Math.round((partShares.validation / (1 - partShares.test)) * train.length), sizes);
  const own = train.map((i) => names[i]!);
  const counts = groupCounts(labels, own);
  const divided =
    Math.min(...counts) < 2
      ? undefined
      : splitGroups(labels, own, [sizes.map((n, c) => n - taken[c]!), taken], stream(seed, "split"));
  if (!divided)
    return fail(
      action,
      `it has no validation part, and training has ${counts.map((n, c) => `${n} of ${classes[c]!}`).join(" and ")}, patients or single images`,
      "at least 2 of each class, so that validation gets one",
      "Add images of other patients, or leave data.split out: Graft then draws the parts itself.",
    );
  const [kept = [], moved = []] = divided.map((part) => part.map((i) => train[i]!));
  return { train: kept, validation: moved, test };
}

/** Refuses a split that has images of one group in two parts: the test would then be of what training has seen. */
function refuseTorn({ slices }: Pick<Dataset, "slices">, names: readonly string[]): void {
  const torn = [...groupBy(range(slices.length), (i) => names[i]).values()]
    .map((own) => own.map((i) => slices[i]!))
    .filter((own) => new Set(own.map(({ part }) => part)).size > 1);
  if (torn.length === 0) return;
  const shown = torn.map((own) => {
    const [first, ...rest] = own;
    const other = rest.find(({ part }) => part !== first!.part);
    return `${first!.source} (${first!.part ?? ""}) and ${other!.source} (${other!.part ?? ""})`;
  });
  fail(
    action,
    `${countOf(torn.length, "patient or set of equal images lies", "patients or sets of equal images lie")} in several of its parts: ${formatList(shown, 3)}`,
    "each patient in one part",
    "Leave data.split out: Graft then draws parts of whole patients; or add --set data.grouping=none, and results are too good.",
  );
}
