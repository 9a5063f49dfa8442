import type { Tensor, Tensor4D } from "@tensorflow/tfjs";
import { range } from "../../core/arrays";
import { tf, type Draws } from "../../engine";
import type { AugmentationAmounts } from "./amounts";

/**
 * Moves each image by whole pixels, down and to the side. Each is a product with a matrix that has a one where a pixel comes
 * from: differentiable to every order, and exact where the fill is 0. Source: Zhao et al. 2020, `rand_translation`.
 */
export function translation(
  images: Tensor4D,
  draws: Draws,
  { translation: share, fill }: AugmentationAmounts,
): Tensor4D {
  return tf.tidy(() => {
    const [n, height, width] = images.shape;
    const most = (side: number): number => Math.floor(side * share + 0.5);
    const by = (side: number): Tensor => draws.integers([n, 1, 1], -most(side), most(side) + 1);
    const [down, across] = [by(height), by(width)];
    const moved = alongSecond(tf.sub(images, fill), down);
    const swapped = alongSecond(tf.transpose(moved, [0, 2, 1, 3]), across);
    return tf.add(tf.transpose(swapped, [0, 2, 1, 3]), fill);
  });
}

/** Place i gets what was at i - by; 0 where that is outside. @param by (n, 1, 1) int32 */
function alongSecond(images: Tensor4D, by: Tensor): Tensor4D {
  const [n, side, width, channels] = images.shape;
  const places = tf.tensor1d(range(side), "int32");
  const from = tf.sub(tf.reshape(places, [1, side, 1]), by);
  const matrices = tf.cast(tf.equal(tf.reshape(places, [1, 1, side]), from), "float32");
  return tf.reshape(tf.matMul(matrices, tf.reshape(images, [n, side, width * channels])), images.shape);
}
