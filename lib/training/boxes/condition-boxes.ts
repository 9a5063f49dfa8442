import { fail } from "../../core";
import { boxedImages } from "../../data/boxes/boxed-images";
import type { BoundingBox } from "../../data/boxes/bounding-box";
import type { ImageSet } from "../../data/image-set";
import type { GanSpec } from "../../models";
import type { GanOptions } from "../gan-options";
import { assertMismatchWeight } from "./assert-mismatch-weight";

/**
 * The boxes of each training image, for a pair told boxes; undefined for any other.
 * @throws TypeError when the options hold no boxes, or not one list per image; RangeError for a box outside its image or without
 *   area, and a mismatchWeight that is not from 0 to 1; InputError when images are augmented, which would move them away from their boxes
 */
export function conditionBoxes(
  { name, hasBoxes }: Pick<GanSpec, "name" | "hasBoxes">,
  {
    boxes,
    mismatchWeight = 0,
    augmentation = [],
  }: Pick<GanOptions, "boxes" | "mismatchWeight" | "augmentation">,
  train: ImageSet<"train">,
): readonly (readonly BoundingBox[])[] | undefined {
  if (!hasBoxes) return undefined;
  const action = `train the networks "${name}", which are told boxes`;
  if (boxes?.length !== train.ids.length || boxes.every((some) => some.length === 0))
    return fail(
      action,
      boxes === undefined ? "options without boxes" : `${boxes.length} lists for ${train.ids.length} images`,
      "one list of boxes per training image, some of them with a box",
      "Give the options { boxes } of the same boxedImages.",
      TypeError,
    );
  if (augmentation.length > 0)
    fail(
      action,
      "gan.augmentation",
      "none: it moves images away from their boxes",
      "Set gan.augmentation=none.",
    );
  assertMismatchWeight(action, mismatchWeight);
  return boxedImages(train, boxes).boxes;
}
