import type * as tfjs from "@tensorflow/tfjs";
import { layers, tf } from "../engine";
import { only } from "../engine/original-layer";

type Shape = tfjs.Shape;

/**
 * Features (n, ..., channels) divided by their length: Keras' layer of this name, which tfjs lacks. Times the root of the
 * number of channels it is `PixelNorm`, but for where it stays away from 0: a squared length of 1e-12.
 */
export class UnitNormalization extends layers.Layer {
  static readonly className = "UnitNormalization";

  override computeOutputShape(shape: Shape | Shape[]): Shape | Shape[] {
    return shape;
  }

  override call(inputs: tfjs.Tensor | tfjs.Tensor[]): tfjs.Tensor {
    const x = only(inputs);
    return tf.tidy(() => tf.mul(x, tf.rsqrt(tf.maximum(tf.sum(tf.square(x), -1, true), 1e-12))));
  }
}

tf.serialization.registerClass(
  UnitNormalization as unknown as Parameters<typeof tf.serialization.registerClass>[0],
);
