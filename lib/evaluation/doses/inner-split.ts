import { indicesByClass } from "../../data/label";
import { countOf } from "../../core/count-of";
import { fail } from "../../core/errors";
import { stream } from "../../core/random";
import { imageSet, pick, type ImageSet } from "../../data/image-set";
import { splitGroups } from "../../data/split/split-groups";

/** A fold's training images divided once more, to choose by. */
export interface InnerSplit {
  readonly train: ImageSet<"train">;
  readonly validation: ImageSet<"validation">;
}

const validationShare = 0.2;

/**
 * Training images of a fold as an inner training part and an inner validation part of a fifth, each with all classes and
 * no group in both.
 *
 * @throws RangeError where groups are so few that a part would lack a class
 */
export function innerSplit(train: ImageSet<"train">, seed: number): InnerSplit {
  const sizes = indicesByClass(train.labels).map((indices) => indices.length);
  const wanted = [1 - validationShare, validationShare].map((share) =>
    sizes.map((n) => Math.max(1, share * n)),
  );
  const parts = splitGroups(train.labels, train.groups, wanted, stream(seed, "inner split"));
  if (parts === undefined)
    return fail(
      "divide the training images to choose the dose",
      `${countOf(new Set(train.groups).size, "group")}, with which a part lacks a class`,
      "groups of every class in both parts",
      "Leave the tuned arms out, or add images of other patients.",
      RangeError,
    );
  const [inner = [], held = []] = parts;
  return { train: pick(train, inner), validation: imageSet("validation", pick(train, held)) };
}
