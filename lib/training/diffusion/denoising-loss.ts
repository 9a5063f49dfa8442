import type * as tfjs from "@tensorflow/tfjs";
import { tf } from "../../engine";
import type { NoiseSchedule } from "./noise-schedule";

/** The two factors of x_t = signal x_0 + noise eps at each time, as tables (T); the caller disposes them. */
export interface NoiseTables {
  readonly signal: tfjs.Tensor1D;
  readonly noise: tfjs.Tensor1D;
}

/** The tables of a schedule. */
export function noiseTables({ alphaBar }: NoiseSchedule): NoiseTables {
  return {
    signal: tf.tensor1d(Float32Array.from(alphaBar, Math.sqrt)),
    noise: tf.tensor1d(Float32Array.from(alphaBar, (left) => Math.sqrt(1 - left))),
  };
}

/**
 * Images with noise of their times: x_t = sqrt(alphaBar_t) x_0 + sqrt(1 - alphaBar_t) eps.
 * @param images x_0 (n, h, w, 1) @param eps of the same shape @param t int32 (n)
 * Source: Ho et al. 2020, eq. 4.
 */
export function addNoise(
  { signal, noise }: NoiseTables,
  images: tfjs.Tensor,
  eps: tfjs.Tensor,
  t: tfjs.Tensor,
): tfjs.Tensor {
  return tf.tidy(() => {
    const at = (table: tfjs.Tensor1D): tfjs.Tensor =>
      tf.reshape(tf.gather(table, t as tfjs.Tensor1D), [-1, 1, 1, 1]);
    return tf.add(tf.mul(at(signal), images), tf.mul(at(noise), eps));
  });
}

/** Squared error of the predicted noise, mean over an image's pixels: (n). Source: Ho et al. 2020, eq. 14 (L_simple). */
export function denoisingLoss(predicted: tfjs.Tensor, eps: tfjs.Tensor): tfjs.Tensor1D {
  return tf.tidy(() => tf.mean(tf.square(tf.sub(predicted, eps)), [1, 2, 3]));
}
