import type * as tfjs from "@tensorflow/tfjs";
import { compile, tf } from "../engine";
import type { FrozenPair } from "./frozen-pair";

/** Step length, and weights of the terms beside the pixels' difference. */
export interface LatentWeights {
  readonly learningRate: number;
  /** Weight of the discriminator's features against the pixels. */
  readonly featureWeight: number;
  /** Weight of (|z|^2 / latentDim - 1)^2, which keeps z where latents are drawn from. */
  readonly lengthWeight: number;
}

/** Where a search is. One row per image. */
export interface LatentLook {
  readonly latents: Float32Array;
  readonly images: Float32Array;
  /** Mean absolute difference of the pixels. */
  readonly residual: Float32Array;
  readonly loss: Float32Array;
}

/** A search for latents under way; it holds tensors until it is disposed. */
export interface LatentSearch {
  step(): void;
  look(): LatentLook;
  dispose(): void;
}

/**
 * Starts a search, one latent per image.
 * @param wanted images (n, size, size, 1)
 * @param first latents (n, latentDim)
 */
export function openLatentSearch(
  pair: FrozenPair,
  wanted: Float32Array,
  first: Float32Array,
  { learningRate, featureWeight, lengthWeight }: LatentWeights,
): LatentSearch {
  const { latentDim, size } = pair;
  const count = first.length / latentDim;
  const x = tf.tensor4d(wanted, [count, size, size, 1]);
  const h = tf.tidy(() => pair.features(x));
  const z = tf.tidy(() => tf.variable(tf.tensor2d(first, [count, latentDim])));
  const optimizer: tfjs.Optimizer = tf.train.adam(learningRate);
  const compare = () => {
    const images = pair.generate(z);
    const residual = tf.mean(tf.abs(tf.sub(images, x)), [1, 2, 3]);
    const features = tf.mean(tf.abs(tf.sub(pair.features(images), h)), 1);
    const length = tf.square(tf.sub(tf.mean(tf.square(z), 1), 1));
    const loss = tf.addN([residual, tf.mul(features, featureWeight), tf.mul(length, lengthWeight)]);
    return { images, residual, loss };
  };
  const step = compile(
    () => {
      // a sum over images: the gradient of a latent is that of its own image's loss
      const { value, grads } = tf.variableGrads(() => tf.sum(compare().loss), [z]);
      optimizer.applyGradients(grads);
      return value;
    },
    { otherwise: "eager" },
  );
  return {
    step: () => tf.dispose(step()),
    look: () => {
      const seen = tf.tidy(() => compare() as unknown as tfjs.TensorContainerObject) as unknown as ReturnType<
        typeof compare
      >;
      const read = (t: tfjs.Tensor): Float32Array => t.dataSync<"float32">().slice();
      try {
        return {
          latents: read(z),
          images: read(seen.images),
          residual: read(seen.residual),
          loss: read(seen.loss),
        };
      } finally {
        tf.dispose([seen.images, seen.residual, seen.loss]);
      }
    },
    dispose: () => {
      step.dispose();
      optimizer.dispose();
      tf.dispose([x, h, z]);
    },
  };
}
