import type * as tfjs from "@tensorflow/tfjs";
import { tf } from "../../engine";
import type { Anchor } from "./cell-targets";

/** Largest exponent of a size: a cell's box is at most exp(4) = 55 times its anchor. */
export const largestExponent = 4;

/** Weight of cells where nothing is, in the loss of "here is one", and of the place of a box beside it. */
const ofNothing = 0.5;
const ofPlace = 5;

/**
 * The detector's loss, mean over images: binary cross-entropy of "here is one" over all cells, those without a box times 0.5,
 * and 5 times the squared errors of middle and root of size where a box's middle lies.
 *
 * @param outputs (n, cells, cells, 5): tx, ty, tw, th, logit
 * @param targets (n, cells, cells, 5) of `cellTargets`
 * @param size side of an image, pixels
 * Source: Redmon et al. 2016 (YOLO), eq. 3 for weights, middles and roots; Redmon & Farhadi 2018 for the logistic middle, the
 * anchor and the cross-entropy.
 */
export function detectionLoss(
  outputs: tfjs.Tensor,
  targets: tfjs.Tensor,
  anchor: Anchor,
  size: number,
): tfjs.Scalar {
  return tf.tidy(() => {
    const [middle, exponents, logit] = tf.split(outputs, [2, 2, 1], 3) as [
      tfjs.Tensor,
      tfjs.Tensor,
      tfjs.Tensor,
    ];
    const [isHere, trueMiddle, trueRoots] = tf.split(targets, [1, 2, 2], 3) as [
      tfjs.Tensor,
      tfjs.Tensor,
      tfjs.Tensor,
    ];
    const anchorRoots = tf.tensor1d([Math.sqrt(anchor.width / size), Math.sqrt(anchor.height / size)]);
    const roots = tf.mul(
      anchorRoots,
      tf.exp(tf.mul(0.5, tf.clipByValue(exponents, -largestExponent, largestExponent))),
    );
    const place = tf.add(
      tf.sum(tf.square(tf.sub(tf.sigmoid(middle), trueMiddle)), 3, true),
      tf.sum(tf.square(tf.sub(roots, trueRoots)), 3, true),
    );
    // softplus(l) - l t, with the softplus in the form that does not overflow
    const softplus = tf.add(tf.relu(logit), tf.log1p(tf.exp(tf.neg(tf.abs(logit)))));
    const entropy = tf.sub(softplus, tf.mul(logit, isHere));
    const weight = tf.add(ofNothing, tf.mul(1 - ofNothing, isHere));
    const perCell = tf.add(tf.mul(weight, entropy), tf.mul(ofPlace, tf.mul(isHere, place)));
    return tf.mean<tfjs.Scalar>(tf.sum(perCell, [1, 2, 3]));
  });
}
