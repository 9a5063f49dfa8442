import type * as tfjs from "@tensorflow/tfjs";
import { tf } from "../../engine";

/** The losses of CycleGAN, as one value. Each is a tensor of one number; a discriminator's outputs are (batch, places, places, 1). */
export interface CycleGanLosses {
  readonly name: string;
  /** A discriminator's. */
  discriminator(real: tfjs.Tensor, fake: tfjs.Tensor): tfjs.Tensor;
  /** A generator's adversarial term. */
  generator(fake: tfjs.Tensor): tfjs.Tensor;
  /** What an image lost on the way to the other domain and back. */
  cycle(back: tfjs.Tensor, image: tfjs.Tensor): tfjs.Tensor;
  /** What a generator changes of an image that is of its target domain already. */
  identity(same: tfjs.Tensor, image: tfjs.Tensor): tfjs.Tensor;
}

// [cyclegan-losses]
/** Least squares, and mean absolute differences. Source: Zhu et al. 2017, eq. 1 and 2, section 4 and section 5.2 (identity). */
export const cycleGanLosses: CycleGanLosses = {
  name: "least squares, mean absolute differences",
  discriminator: (real, fake) =>
    tf.mul(0.5, tf.add(tf.mean(tf.square(tf.sub(real, 1))), tf.mean(tf.square(fake)))),
  generator: (fake) => tf.mean(tf.square(tf.sub(fake, 1))),
  cycle: (back, image) => tf.mean(tf.abs(tf.sub(back, image))),
  identity: (same, image) => tf.mean(tf.abs(tf.sub(same, image))),
};
// [/cyclegan-losses]
