import type * as tfjs from "@tensorflow/tfjs";
import type { ImageSet, Role } from "../data/image-set";
import { tf } from "../engine";

/** All images of a set as one tensor (n, size, size, 1), made once; the caller disposes it. */
export function imageTensor({ ids, pixels, size }: ImageSet<Role>): tfjs.Tensor4D {
  return tf.tensor4d(pixels, [ids.length, size, size, 1]);
}

/** The images at some indices, in a graph too: a batch is no new data from JavaScript. @param indices int32 (k) */
export function gather(images: tfjs.Tensor4D, indices: tfjs.Tensor1D): tfjs.Tensor4D {
  return tf.gather(images, indices);
}
