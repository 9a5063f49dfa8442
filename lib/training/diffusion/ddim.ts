import type * as tfjs from "@tensorflow/tfjs";
import { range } from "../../core/arrays";
import { tf } from "../../engine";

/** Times of a short sampling, from the last to 0, evenly spaced and rounded. */
export function ddimTimes(times: number, steps: number): number[] {
  return range(steps).map((i) => Math.round((times - 1) * (1 - i / Math.max(1, steps - 1))));
}

/** A step's image, and the noise-free one that it was made from. */
export interface DdimStep {
  readonly next: tfjs.Tensor;
  readonly x0: tfjs.Tensor;
}

/**
 * From x_t one step towards the image, without new noise (eta 0): the image that the predicted noise implies is cut to
 * [-1, 1], the noise that belongs to the cut one computed anew, and both are mixed as at the next time.
 *
 * @param eps predicted noise @param from alphaBar at t @param to alphaBar at the next time: 1 at the end, which gives x0
 * @param isClipped false: x0 as it is
 * Source: Song et al. 2021 (DDIM), eq. 12 with sigma 0.
 */
export function ddimStep(
  x: tfjs.Tensor,
  eps: tfjs.Tensor,
  from: tfjs.Scalar | number,
  to: tfjs.Scalar | number,
  isClipped = true,
): DdimStep {
  const [signal, noise] = [tf.sqrt(from), tf.sqrt(tf.sub(1, from))];
  const implied = tf.div(tf.sub(x, tf.mul(noise, eps)), signal);
  const x0 = isClipped ? tf.clipByValue(implied, -1, 1) : implied;
  const left = tf.div(tf.sub(x, tf.mul(signal, x0)), noise);
  return { x0, next: tf.add(tf.mul(tf.sqrt(to), x0), tf.mul(tf.sqrt(tf.sub(1, to)), left)) };
}
