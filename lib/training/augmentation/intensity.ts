import type { Tensor4D } from "@tensorflow/tfjs";
import { tf, type Draws } from "../../engine";
import type { AugmentationAmounts } from "./amounts";

/**
 * Contrast about the mean of what is not background, then brightness, clipped to [-1, 1]; the background stays as it is: a
 * slice's frame of air never changes between scanners. Not differentiable: for images that come from data.
 */
export function intensity(
  images: Tensor4D,
  draws: Draws,
  { brightness, contrast, background }: AugmentationAmounts,
): Tensor4D {
  return tf.tidy(() => {
    const one = (most: number, about: number) =>
      draws.uniform([images.shape[0], 1, 1, 1], about - most, about + most);
    const head = tf.greater(images, background);
    const weight = tf.cast(head, "float32");
    const axes = [1, 2, 3];
    const count = tf.maximum(tf.sum(weight, axes, true), 1);
    const mean = tf.div(tf.sum(tf.mul(images, weight), axes, true), count);
    const changed = tf.add(tf.mul(tf.sub(images, mean), one(contrast, 1)), tf.add(mean, one(brightness, 0)));
    return tf.where(head, tf.clipByValue(changed, -1, 1), images) as Tensor4D;
  });
}
