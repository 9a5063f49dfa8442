import type * as tfjs from "@tensorflow/tfjs";
import { tf } from "../engine";

/**
 * The two-sided gradient penalty: mean over the batch of (||gradient of the logit with respect to the image|| - 1)^2.
 *
 * The norm is taken per image. Where the discriminator normalises over the batch (the paper's does), the gradient of
 * one image's logit also runs through its batch mates: the penalty is then that of the batch, not of single images.
 *
 * @param discriminate images (batch, size, size, 1) to logits (batch, 1); its activations must have a right second derivative
 * @param images where the slope is measured, e.g. `interpolate(real, fake, mix)`
 * Source: Gulrajani et al. 2017, eq. 3; on logits, not probabilities (the paper leaves it open: section 4.2.2).
 */
export function gradientPenalty(
  discriminate: (images: tfjs.Tensor4D) => tfjs.Tensor,
  images: tfjs.Tensor4D,
): tfjs.Scalar {
  const slope = tf.grad((x) => tf.sum(discriminate(x as tfjs.Tensor4D)))(images);
  const norm = tf.sqrt(tf.add(tf.sum(tf.square(slope), [1, 2, 3]), 1e-12)); // the root has no slope at 0
  return tf.mean(tf.square(tf.sub(norm, 1)));
}

/**
 * Points on the lines between real and fake images: mix * real + (1 - mix) * fake.
 * @param mix (batch, 1, 1, 1), one number in [0, 1) for each image
 */
export function interpolate(real: tfjs.Tensor4D, fake: tfjs.Tensor4D, mix: tfjs.Tensor4D): tfjs.Tensor4D {
  return tf.add(fake, tf.mul(mix, tf.sub(real, fake)));
}
