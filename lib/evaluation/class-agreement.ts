import type { ImageSet } from "../data/image-set";
import { wilson, type Rate } from "../statistics/wilson";
import { predictImages } from "./arm-gain";
import { predictedClass } from "./prediction";
import type { TrainedArm } from "./train-arm";

/**
 * Share of images that a classifier of real labels gives the same class before and after they were changed: whether they still show what
 * they showed. It says nothing of whether that class is right.
 * @param after what became of them, in the same order
 */
export async function classAgreement(
  arm: TrainedArm,
  before: ImageSet<"synthetic">,
  after: ImageSet<"synthetic">,
): Promise<Rate> {
  const [one, two] = [await predictImages(arm, before), await predictImages(arm, after)];
  const same = one.filter((prediction, i) => predictedClass(prediction) === predictedClass(two[i]!));
  return wilson(same.length, one.length);
}
