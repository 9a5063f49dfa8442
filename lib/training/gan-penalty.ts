import type * as tfjs from "@tensorflow/tfjs";
import { tf } from "../engine";

/** Term added to the discriminator's loss, times `penaltyWeight`: notebook 02 defines one in a cell. */
export interface GanPenalty {
  /** Its line in the table of what is trained. */
  readonly name: string;
  /** "pixel": `mix` has one number per pixel; by default one per image. */
  readonly mixes?: "pixel";
  /**
   * The penalty before its weight, one number, differentiable with respect to the discriminator's weights.
   *
   * Where the discriminator normalises over the batch (the paper's does), the gradient of one image's logit also runs
   * through its batch mates: a penalty on it is then the batch's, not each image's.
   *
   * @param discriminate images (batch, size, size, 1) to logits (batch, 1); its activations have a right second derivative
   * @param real images as the discriminator sees them; fake: generated ones
   * @param mix numbers in [0, 1): (batch, 1, 1, 1), one per image, or of the images' shape where `mixes` says so
   */
  value(
    discriminate: (images: tfjs.Tensor) => tfjs.Tensor,
    real: tfjs.Tensor,
    fake: tfjs.Tensor,
    mix: tfjs.Tensor,
  ): tfjs.Tensor;
}

// [penalty]
/**
 * Two-sided gradient penalty: mean over images of (||slope of the logit|| - 1)^2 on the lines between real and fake.
 * Source: Gulrajani et al. 2017, eq. 3; on logits, not probabilities (the paper leaves it open: section 4.2.2).
 */
export const gradientPenalty: GanPenalty = {
  name: "(slope of the logit between real and fake - 1)^2",
  value: (discriminate, real, fake, mix) => {
    const between = tf.add(fake, tf.mul(mix, tf.sub(real, fake)));
    const slope = tf.grad((images) => tf.sum(discriminate(images)))(between);
    const norm = tf.sqrt(tf.add(tf.sum(tf.square(slope), [1, 2, 3]), 1e-12)); // the root has no slope at 0
    return tf.mean(tf.square(tf.sub(norm, 1)));
  },
};
// [/penalty]
