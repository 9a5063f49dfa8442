import type { Tensor2D, Tensor4D } from "@tensorflow/tfjs";
import { fail } from "../../core/errors";
import { backend, differentiable, tf } from "../../engine";
import { attribute, floats, run } from "../../engine/binding";

/**
 * Resamples images bilinearly. tfjs' `image.transform`, whose operation tfjs-node lacks.
 *
 * @param matrices (n, 8): output pixel (x, y) comes from (a0 x + a1 y + a2, b0 x + b1 y + b2), rows a0 a1 a2 b0 b1 b2 0 0
 * @param fill value of what comes from outside
 * @throws Error when it is differentiated
 */
export function warp(images: Tensor4D, matrices: Tensor2D, fill: number): Tensor4D {
  return differentiable([images], () => ({
    value: backend === "native" ? native(images, matrices, fill) : plain(images, matrices, fill),
    saved: [],
    backward: () =>
      fail(
        "differentiate an image's warp",
        "an operation without a gradient",
        "images that are augmented before the gradient is taken",
        "Use color, translation and cutout where the gradient goes through the images.",
        Error,
      ),
  })) as Tensor4D;
}

const plain = (images: Tensor4D, matrices: Tensor2D, fill: number): Tensor4D =>
  tf.image.transform(images, matrices, "bilinear", "constant", fill);

function native(images: Tensor4D, matrices: Tensor2D, fill: number): Tensor4D {
  const [, height, width] = images.shape;
  return tf.tidy(
    () =>
      run(
        "ImageProjectiveTransformV3",
        [floats("dtype"), attribute("interpolation", "BILINEAR"), attribute("fill_mode", "CONSTANT")],
        [images, matrices, tf.tensor1d([height, width], "int32"), tf.scalar(fill)],
      ) as Tensor4D,
  );
}
