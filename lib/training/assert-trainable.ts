import { countOf, fail } from "../core";
import type { ImageSet } from "../data/image-set";

/**
 * That a GAN can be trained on these images: at least two of the training part, of one class, or for a conditional pair of any.
 * @param action what is tried, after "Cannot"
 * @throws RangeError for fewer images or several classes; TypeError for images of another part
 */
export function assertTrainable(action: string, train: ImageSet<"train">, isConditional = false): void {
  if (train.labels.length < 2)
    fail(
      action,
      countOf(train.labels.length, "training image"),
      "at least 2",
      "Add images of this class.",
      RangeError,
    );
  if (!isConditional && new Set(train.labels).size > 1)
    fail(
      action,
      "images of several classes",
      "one GAN per class",
      "Give it withLabel(split.train, 1).",
      RangeError,
    );
  if ((train.role as string) !== "train")
    fail(action, `images of the ${train.role} part`, "training images", "Give it split.train.", TypeError);
}
