import type * as tfjs from "@tensorflow/tfjs";
import { fail } from "../../core";
import { boxedImages } from "../../data/boxes/boxed-images";
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
 * @throws TypeError when the options hold no boxes, or not one list per image; RangeError for a box outside its image or without
 *   area, and a share of mismatches that is none; InputError when images are augmented, which would move them away from their boxes
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
  assertMismatch(action, mismatchWeight);
  return boxedImages(train, boxes).boxes;
}

/** @throws RangeError for a share of real images with wrong boxes, among what counts as fake, that is not from 0 to 1 */
export function assertMismatch(action: string, share: number): void {
  if (share >= 0 && share <= 1) return;
  fail(
    action,
    `a share of ${share} with other images' boxes`,
    "a number from 0 to 1",
    "Give 0.3, or 0 for none.",
    RangeError,
  );
}

/** For each image the next one of its batch, which is shuffled; of a batch of one the next of the set. @param all images */
export function nextInBatch(indices: tfjs.Tensor1D, all: number): tfjs.Tensor1D {
  const n = indices.shape[0];
  if (n === 1) return tf.mod(tf.add(indices, tf.scalar(1, "int32")), tf.scalar(all, "int32"));
  return tf.concat([tf.slice(indices, 1), tf.slice(indices, 0, 1)]);
}
