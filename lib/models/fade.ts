import type * as tfjs from "@tensorflow/tfjs";
import { layers, tf } from "../engine";

type Shape = tfjs.Shape;

/**
 * [new, old, alpha (n, 1)] to alpha new + (1 - alpha) old, per image: how layers that a growing network gains come in
 * without a jolt. alpha is a number in [0, 1]; at 0 and 1 the result is one of the two exactly.
 *
 * Source: Karras et al. 2018, section 2 and figure 2.
 */
export class Fade extends layers.Layer {
  static readonly className = "Fade";

  override computeOutputShape(shapes: Shape | Shape[]): Shape {
    return (shapes as Shape[])[0]!;
  }

  override call(inputs: tfjs.Tensor | tfjs.Tensor[]): tfjs.Tensor {
    const [now, before, alpha] = inputs as [tfjs.Tensor, tfjs.Tensor, tfjs.Tensor];
    return tf.tidy(() => fade(now, before, tf.reshape(alpha, [-1, 1, 1, 1])));
  }
}

/** The layer as a function. @param alpha of a shape that both can be multiplied by */
export function fade(now: tfjs.Tensor, before: tfjs.Tensor, alpha: tfjs.Tensor): tfjs.Tensor {
  return tf.add(tf.mul(now, alpha), tf.mul(before, tf.sub(1, alpha)));
}
