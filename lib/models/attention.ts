import type * as tfjs from "@tensorflow/tfjs";
import { layers, tf } from "../engine";
import { only } from "../engine/original-layer";

type Shape = tfjs.Shape;

/**
 * One head of self-attention over the positions of a map: (n, h, w, 3 c), queries, keys and values side by side, to
 * (n, h, w, c). Has no weights: the products before and after it are 1 x 1 convolutions.
 *
 * Source: Vaswani et al. 2017, eq. 1: softmax(Q K^T / sqrt(c)) V.
 */
export class Attention extends layers.Layer {
  static readonly className = "Attention";

  override computeOutputShape(shape: Shape | Shape[]): Shape {
    const sides = shape as Shape;
    return [...sides.slice(0, -1), sides.at(-1)! / 3];
  }

  override call(inputs: tfjs.Tensor | tfjs.Tensor[]): tfjs.Tensor {
    const x = only(inputs);
    return tf.tidy(() => attention(x as tfjs.Tensor4D));
  }
}

/** The layer as a function. */
export function attention(x: tfjs.Tensor4D): tfjs.Tensor4D {
  const [n, h, w, three] = x.shape;
  const c = three / 3;
  const [q, k, v] = tf.split(tf.reshape(x, [n, h * w, three]), 3, 2) as [
    tfjs.Tensor3D,
    tfjs.Tensor3D,
    tfjs.Tensor3D,
  ];
  const weights = tf.softmax(tf.mul(tf.matMul(q, k, false, true), 1 / Math.sqrt(c)));
  return tf.reshape(tf.matMul(weights, v), [n, h, w, c]);
}
