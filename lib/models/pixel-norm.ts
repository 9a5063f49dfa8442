import type * as tfjs from "@tensorflow/tfjs";
import { layers, tf } from "../engine";
import { only } from "../engine/original-layer";

type Shape = tfjs.Shape;

/**
 * Each pixel's features (n, ..., channels) divided by the root of their mean square, so that no feature of a generator
 * grows without end. Latents (n, latentDim) come to a mean square of 1 by the same layer.
 *
 * Source: Karras et al. 2018, section 4.2; epsilon 1e-8 added to the mean square.
 */
export class PixelNorm extends layers.Layer {
  static readonly className = "PixelNorm";

  override computeOutputShape(shape: Shape | Shape[]): Shape | Shape[] {
    return shape;
  }

  override call(inputs: tfjs.Tensor | tfjs.Tensor[]): tfjs.Tensor {
    return tf.tidy(() => pixelNorm(only(inputs)));
  }
}

/** The layer as a function. */
export function pixelNorm(x: tfjs.Tensor): tfjs.Tensor {
  return tf.mul(x, tf.rsqrt(tf.add(tf.mean(tf.square(x), -1, true), 1e-8)));
}
