import { groupBy } from "../core/arrays";

/**
 * Divides shuffled images into one half to learn from and one to be counted on, so that a classifier is never asked about a
 * patient whom it knows: whole groups in the order they come, the last one always in the second half.
 *
 * @param order indices of the images
 * @param groups the patient of each image, by index; by default each is one
 * @param sizes images of each half, at most: what a group brings beyond is left out
 * @returns undefined of a single group
 */
export function halveGroups(
  order: readonly number[],
  groups: readonly string[] | undefined,
  [first, second]: readonly [number, number],
): readonly [number[], number[]] | undefined {
  const members = [...groupBy(order, (i) => groups?.[i] ?? i).values()];
  if (members.length < 2) return undefined;
  const [one, two]: [number[], number[]] = [[], []];
  members.forEach((own, k) => (one.length < first && k < members.length - 1 ? one : two).push(...own));
  return [one.slice(0, first), two.slice(0, second)];
}
