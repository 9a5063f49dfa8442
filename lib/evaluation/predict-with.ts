import type { ImageSet, Role } from "../data/image-set";
import { logitsOf } from "../training/logits-of";
import { softmax, type Prediction } from "./prediction";
import { openClassifier, type TrainedArm } from "./train-arm";

/** An arm's predictions of images that are open, one per image; whether it may judge them is the caller's to know. */
export async function predictWith(arm: TrainedArm, images: ImageSet<Role>): Promise<Prediction[]> {
  const model = await openClassifier(arm);
  try {
    return logitsOf(model, images).map((logits, i) => ({
      id: images.ids[i]!,
      label: images.labels[i]!,
      probabilities: softmax(logits),
    }));
  } finally {
    model.dispose();
  }
}
