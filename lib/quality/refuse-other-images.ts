import { fail, formatList } from "../core/errors";
import type { Images } from "./images";

/**
 * Refuses to compare images of other classes, or of other splits: sets that say neither stay as they are.
 *
 * @param action what is tried, for the message
 * @param sets by their names in the message; the first, for instance the synthetic images, is compared with each other one
 * @throws RangeError that names both sets
 */
export function refuseOtherImages(action: string, sets: Readonly<Record<string, OfClass>>): void {
  const [first, ...others] = Object.entries(sets);
  for (const other of others) refuseUnless(action, first!, other);
}

/** What a set says of itself. */
type OfClass = Pick<Images, "labels" | "foldId">;
type Named = readonly [name: string, images: OfClass];

function refuseUnless(action: string, [name, images]: Named, [otherName, other]: Named): void {
  const refuse = (of: string, otherOf: string, expected: string, remedy: string): never =>
    fail(
      action,
      `${name} of ${of}, and ${otherName} of ${otherOf}`,
      expected,
      `${remedy} Then run the cell again.`,
      RangeError,
    );
  const [labels, otherLabels] = [labelsOf(images), labelsOf(other)];
  if (labels !== undefined && otherLabels !== undefined && labels !== otherLabels)
    refuse(
      labels,
      otherLabels,
      "both of the same class",
      "Choose each class's real images by the label of its generator (gan.label), not by their place in a list.",
    );
  const [foldId, otherFoldId] = [images.foldId, other.foldId];
  if (foldId !== undefined && otherFoldId !== undefined && foldId !== otherFoldId)
    refuse(
      `split ${foldId}`,
      `split ${otherFoldId}`,
      "both of one split",
      "Take the real images from the split that the generator was trained in.",
    );
}

/** Which labels a set has, in words; undefined where it does not say, or has no image. */
function labelsOf({ labels = [] }: OfClass): string | undefined {
  const distinct = [...new Set(labels)].sort((a, b) => a - b);
  return distinct.length === 0
    ? undefined
    : `label${distinct.length > 1 ? "s" : ""} ${formatList(distinct.map(String), distinct.length)}`;
}
