import { trustworthiness } from "../ml/trustworthiness";
import { tsne, type Tsne, type TsneOptions } from "../ml/tsne";
import type { Vectors } from "../ml/vectors";
import { engineMultiply } from "./engine-multiply";

/** Vectors laid out in the plane by t-SNE, and how far their neighbours there are also neighbours among the vectors. */
export interface Plane extends Tsne {
  /** Of the 10 nearest neighbours, 0..1. */
  readonly trustworthiness: number;
}

/** t-SNE with its trustworthiness, large sets multiplied by TensorFlow. See `tsne` and `trustworthiness`. */
export function embedInPlane(x: Vectors, options: Omit<TsneOptions, "multiply"> = {}): Plane {
  const found = tsne(x, { ...options, multiply: engineMultiply });
  return { ...found, trustworthiness: trustworthiness(x, found.embedding, 10, engineMultiply) };
}
