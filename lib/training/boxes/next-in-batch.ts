import type * as tfjs from "@tensorflow/tfjs";
import { tf } from "../../engine";

/**
 * For each image of a shuffled batch another one, whose boxes are wrong for it: the next of the batch, after the last the first.
 * @param indices of the batch, int32 (n)
 * @param all number of images in the set; in a batch of one the next of the set is taken
 * @returns int32 (n)
 */
export function nextInBatch(indices: tfjs.Tensor1D, all: number): tfjs.Tensor1D {
  const n = indices.shape[0];
  if (n === 1) return tf.mod(tf.add(indices, tf.scalar(1, "int32")), tf.scalar(all, "int32"));
  return tf.concat([tf.slice(indices, 1), tf.slice(indices, 0, 1)]);
}
