import type * as tfjs from "@tensorflow/tfjs";
import { layers, tf } from "../engine";
import { only } from "../engine/original-layer";

type Shape = tfjs.Shape;

/**
 * The largest of K maps, position by position: (n, h, w, K * channels) to (n, h, w, channels), where map k of a channel lies
 * `channels` behind map k - 1. What a convolution before it computes is then the largest of K convolutions.
 *
 * Source: Goodfellow et al. 2013, section 2.
 */
export class Maxout extends layers.Layer {
  static readonly className = "Maxout";
  readonly pieces: number;

  /** @param options pieces: K, a divisor of the maps */
  constructor(options: { readonly pieces: number }) {
    super({});
    this.pieces = options.pieces;
  }

  override computeOutputShape(shape: Shape | Shape[]): Shape {
    const [...sides] = shape as Shape;
    return [...sides.slice(0, -1), sides.at(-1)! / this.pieces];
  }

  override call(inputs: tfjs.Tensor | tfjs.Tensor[]): tfjs.Tensor {
    const x = only(inputs);
    return tf.tidy(() => {
      const [first, ...others] = tf.split(x, this.pieces, -1);
      return others.reduce((most, other) => tf.maximum(most, other), first!);
    });
  }
}
