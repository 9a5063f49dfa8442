import type * as tfjs from "@tensorflow/tfjs";
import { fail } from "../../core";
import type { BoundingBox } from "../../data/boxes/bounding-box";
import { boxMaps } from "../../data/boxes/box-map";
import type { ImageSet } from "../../data/image-set";
import { tf } from "../../engine";
import type { GanSpec } from "../../models";
import type { GanOptions } from "../gan-options";

/** The maps of several images' boxes as a network takes them: (n, size, size, 1), 0 outside, 1 inside; the caller disposes it. */
export function boxTensor(boxes: readonly (readonly BoundingBox[])[], size: number): tfjs.Tensor4D {
  return tf.tensor4d(boxMaps(boxes, size), [boxes.length, size, size, 1]);
}

/**
 * The boxes of each training image, for a pair told boxes; undefined for any other.
 * @throws TypeError when the options hold no boxes, or not one list per image; InputError when images are augmented, which
 *   would move them away from their boxes
 */
export function conditionBoxes(
  { name, hasBoxes }: Pick<GanSpec, "name" | "hasBoxes">,
  { boxes, augmentation = [] }: Pick<GanOptions, "boxes" | "augmentation">,
  { ids }: Pick<ImageSet<"train">, "ids">,
): readonly (readonly BoundingBox[])[] | undefined {
  if (!hasBoxes) return undefined;
  const action = `train the networks "${name}", which are told boxes`;
  if (boxes?.length !== ids.length || boxes.every((some) => some.length === 0))
    return fail(
      action,
      boxes === undefined ? "options without boxes" : `${boxes.length} lists for ${ids.length} images`,
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
  return boxes;
}
