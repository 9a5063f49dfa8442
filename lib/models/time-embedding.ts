import type * as tfjs from "@tensorflow/tfjs";
import { range } from "../core/arrays";
import { layers, tf } from "../engine";
import { only } from "../engine/original-layer";

type Shape = tfjs.Shape;

/**
 * Times (n, 1) as waves (n, width): cosines, then sines, of wave lengths from 2 pi to 2 pi 10,000.
 * Source: Vaswani et al. 2017, section 3.5; in this order Ho et al. 2020 and Nichol & Dhariwal 2021.
 */
export class TimeEmbedding extends layers.Layer {
  static readonly className = "TimeEmbedding";
  readonly width: number;

  /** @param options width: an even number */
  constructor(options: { readonly width: number }) {
    super({});
    this.width = options.width;
  }

  override computeOutputShape(shape: Shape | Shape[]): Shape {
    return [(shape as Shape)[0] ?? null, this.width];
  }

  override call(inputs: tfjs.Tensor | tfjs.Tensor[]): tfjs.Tensor {
    const t = only(inputs);
    return tf.tidy(() => timeEmbedding(t, this.width));
  }
}

/** The layer as a function. */
export function timeEmbedding(t: tfjs.Tensor, width: number): tfjs.Tensor {
  const half = width / 2;
  const rates = range(half).map((i) => Math.exp((-Math.log(10_000) * i) / half));
  const angles = tf.mul(t, tf.tensor2d(rates, [1, half]));
  return tf.concat([tf.cos(angles), tf.sin(angles)], 1);
}
