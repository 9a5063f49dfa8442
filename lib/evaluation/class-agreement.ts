import { fail } from "../core";
import { wilson, type Rate } from "../statistics/wilson";
import { predictedClass, type Prediction } from "./prediction";

/**
 * Share of images that a classifier of real labels gives the same class before and after they were changed: whether they still show what
 * they showed. It says nothing of whether that class is right.
 * @param after predictions of what became of them, in the same order
 * @throws InputError for other numbers of images
 */
export function classAgreement(before: readonly Prediction[], after: readonly Prediction[]): Rate {
  if (before.length !== after.length)
    fail(
      "compare classes before and after",
      `predictions of ${before.length} and ${after.length} images`,
      "one of each image",
      "Predict both again.",
    );
  const same = before.filter((prediction, i) => predictedClass(prediction) === predictedClass(after[i]!));
  return wilson(same.length, before.length);
}
