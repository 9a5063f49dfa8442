import type * as tfjs from "@tensorflow/tfjs";
import { tf } from "../engine";

/**
 * The loss of a classifier of K classes that also has to tell generated images: they are class K + 1, whose logit is fixed
 * at 0. With Z = sum of exp(logit): cross-entropy of the K classes on real images - log(Z / (Z + 1)) on these
 * - log(1 / (Z + 1)) on generated ones, each a mean over its images in the batch; equal to cross-entropy over K + 1 classes.
 *
 * @param logits (batch, K)
 * @param oneHot (batch, K), the classes of the real images; rows of generated ones do not matter
 * @param isReal (batch, 1), 1 for real images, 0 for generated ones
 * Source: Salimans et al. 2016, section 5. Deviation: every real image has a label, so each is in both terms.
 */
export function semiSupervisedLoss(
  logits: tfjs.Tensor2D,
  oneHot: tfjs.Tensor2D,
  isReal: tfjs.Tensor2D,
): tfjs.Scalar {
  const isFake = tf.sub(1, isReal);
  const all = tf.concat([logits, tf.mul(isFake, 0)], 1);
  const targets = tf.concat([tf.mul(oneHot, isReal), isFake], 1);
  const each = tf.neg(tf.sum(tf.mul(targets, tf.logSoftmax(all as tfjs.Tensor2D)), 1, true));
  const meanOver = (which: tfjs.Tensor): tfjs.Tensor =>
    tf.div(tf.sum(tf.mul(each, which)), tf.maximum(tf.sum(which), 1)); // a batch may lack one kind
  return tf.add(meanOver(isReal), meanOver(isFake));
}
