import type * as tfjs from "@tensorflow/tfjs";
import { tf } from "../../engine";

/**
 * Gradients shortened together where their common norm is longer than the limit; their direction stays.
 * Source: Pascanu et al. 2013, algorithm 1.
 */
export function clipGradients<G extends tfjs.NamedTensorMap>(gradients: G, limit: number): G {
  return tf.tidy(() => {
    const squares = Object.values(gradients).map((g) => tf.sum(tf.square(g)));
    const norm = tf.sqrt(tf.addN(squares));
    const factor = tf.div(limit, tf.maximum(norm, limit));
    return Object.fromEntries(Object.entries(gradients).map(([name, g]) => [name, tf.mul(g, factor)])) as G;
  });
}
