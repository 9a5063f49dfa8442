import type * as tfjs from "@tensorflow/tfjs";
import { tf } from "../../engine";
import type { Anchor } from "./cell-targets";

/** Largest exponent of a size: a cell's box is at most exp(4) = 55 times its anchor. */
export const largestExponent = 4;

/** lambda_noobj: weight of the objectness of cells without a box. */
const noObjectWeight = 0.5;
/** lambda_coord: weight of a box's coordinates against its objectness. */
const coordinateWeight = 5;

/**
 * The detector's loss, mean over images: binary cross-entropy of objectness over all cells, those without a box times 0.5, and
 * 5 times the squared errors of the centre and of the root of the size in cells that are responsible for a box.
 *
 * @param outputs (n, cells, cells, 5): tx, ty, tw, th, objectness logit
 * @param targets (n, cells, cells, 5) of `cellTargets`
 * @param size side of an image, pixels
 * Source: Redmon et al. 2016 (YOLO), eq. 3 for weights, centres and roots; Redmon & Farhadi 2018 for the logistic centre, the
 * anchor and the cross-entropy.
 */
export function detectionLoss(
  outputs: tfjs.Tensor,
  targets: tfjs.Tensor,
  anchor: Anchor,
  size: number,
): tfjs.Scalar {
  return tf.tidy(() => {
    const [centres, exponents, logits] = tf.split(outputs, [2, 2, 1], 3) as [
      tfjs.Tensor,
      tfjs.Tensor,
      tfjs.Tensor,
    ];
    const [isObject, trueCentres, trueRoots] = tf.split(targets, [1, 2, 2], 3) as [
      tfjs.Tensor,
      tfjs.Tensor,
      tfjs.Tensor,
    ];
    const anchorRoots = tf.tensor1d([Math.sqrt(anchor.width / size), Math.sqrt(anchor.height / size)]);
    const roots = tf.mul(
      anchorRoots,
      tf.exp(tf.mul(0.5, tf.clipByValue(exponents, -largestExponent, largestExponent))),
    );
    const coordinates = tf.add(
      tf.sum(tf.square(tf.sub(tf.sigmoid(centres), trueCentres)), 3, true),
      tf.sum(tf.square(tf.sub(roots, trueRoots)), 3, true),
    );
    // softplus(l) - l t, with the softplus in the form that does not overflow
    const softplus = tf.add(tf.relu(logits), tf.log1p(tf.exp(tf.neg(tf.abs(logits)))));
    const objectness = tf.sub(softplus, tf.mul(logits, isObject));
    const weight = tf.add(noObjectWeight, tf.mul(1 - noObjectWeight, isObject));
    const perCell = tf.add(
      tf.mul(weight, objectness),
      tf.mul(coordinateWeight, tf.mul(isObject, coordinates)),
    );
    return tf.mean<tfjs.Scalar>(tf.sum(perCell, [1, 2, 3]));
  });
}
