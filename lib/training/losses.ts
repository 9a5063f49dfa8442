import type * as tfjs from "@tensorflow/tfjs";
import { tf } from "../engine";

/**
 * Binary cross-entropy on logits, mean over the batch: softplus(d) - target * d. Never NaN: at logit +-40 it is 40 or 0.
 *
 * @param logits (batch, 1), before any sigmoid
 * @param targets (batch, 1), 1 for "real", 0 for "fake"; between the two for smoothed targets
 * Source: Goodfellow et al. 2014, eq. 1, in the numerically safe form; the paper's section 4.2.2 ("binary crossentropy").
 */
export function binaryCrossEntropy(logits: tfjs.Tensor, targets: tfjs.Tensor): tfjs.Scalar {
  return tf.mean(tf.sub(tf.softplus(logits), tf.mul(targets, logits)));
}

/**
 * The generator's non-saturating loss: mean softplus(-D(G(z))).
 * Source: Goodfellow et al. 2014, section 3; methods of DCGAN (Radford 2016).
 */
export function generatorLoss(fakeLogits: tfjs.Tensor): tfjs.Scalar {
  return tf.mean(tf.softplus(tf.neg(fakeLogits)));
}

/**
 * Softmax cross-entropy on logits, mean over the batch.
 * @param logits (batch, classes)
 * @param oneHot (batch, classes)
 */
export function crossEntropy(logits: tfjs.Tensor2D, oneHot: tfjs.Tensor2D): tfjs.Scalar {
  return tf.neg(tf.mean<tfjs.Scalar>(tf.sum(tf.mul(oneHot, tf.logSoftmax(logits)), -1)));
}
