import { fail, formatList } from "../core";
import type { ImageSet } from "../data/image-set";
import { predictWith } from "./predict-with";
import type { Prediction } from "./prediction";
import type { TrainedArm } from "./train-arm";

/**
 * An arm's predictions of images that are not sealed, such as fresh ones of data that are drawn.
 * @throws RangeError when it saw one of them
 */
export async function predictImages(
  arm: TrainedArm,
  images: ImageSet<"train" | "validation" | "synthetic">,
): Promise<Prediction[]> {
  const known = new Set(arm.seen);
  const seen = images.ids.filter((id) => known.has(id));
  if (seen.length > 0)
    fail(
      `judge the arm ${arm.name}`,
      `images that it saw: ${formatList(seen)}`,
      "images that had no part in it",
      "Draw others.",
      RangeError,
    );
  return predictWith(arm, images);
}
