import type { Tensor, Tensor4D } from "@tensorflow/tfjs";
import { range } from "../../core/arrays";
import { tf, type Draws } from "../../engine";
import type { AugmentationAmounts } from "./amounts";

/**
 * Empties a square whose centre is anywhere in the image, so that a part of it may lie outside. Differentiable to every
 * order. Source: Zhao et al. 2020, `rand_cutout`.
 */
export function cutout(
  images: Tensor4D,
  draws: Draws,
  { cutout: share, fill }: AugmentationAmounts,
): Tensor4D {
  return tf.tidy(() => {
    const [n, height, width] = images.shape;
    const rows = tf.reshape(inside(height, share, n, draws), [n, height, 1, 1]);
    const columns = tf.reshape(inside(width, share, n, draws), [n, 1, width, 1]);
    const kept = tf.sub(1, tf.mul(rows, columns));
    return tf.add(tf.mul(tf.sub(images, fill), kept), fill);
  });
}

/** 1 at the places of one side that the square covers, else 0: (n, side). */
function inside(side: number, share: number, n: number, draws: Draws): Tensor {
  const length = Math.floor(side * share + 0.5);
  const centre = draws.integers([n, 1], 0, side + 1 - (length % 2));
  const places = tf.tensor2d(range(side), [1, side], "int32");
  const from = tf.sub(places, tf.sub(centre, Math.floor(length / 2)));
  const covered = tf.logicalAnd(tf.greaterEqual(from, 0), tf.less(from, length));
  return tf.cast(covered, "float32");
}
