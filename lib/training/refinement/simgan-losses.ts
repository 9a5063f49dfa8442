import type * as tfjs from "@tensorflow/tfjs";
import { tf } from "../../engine";

/**
 * The losses of SimGAN, as one value. What the discriminator says of a patch is one number, its softmax's logit of "real":
 * (batch, places, places). Each loss is a tensor of one number.
 */
export interface SimGanLosses {
  readonly name: string;
  /** The discriminator's. */
  discriminator(real: tfjs.Tensor, refined: tfjs.Tensor): tfjs.Tensor;
  /** The refiner's adversarial term. */
  refiner(refined: tfjs.Tensor): tfjs.Tensor;
  /** What keeps a refined image near its source, before lambda. Both (batch, size, size, 1) in [-1, 1]. */
  selfRegularisation(refined: tfjs.Tensor, images: tfjs.Tensor): tfjs.Tensor;
}

// [simgan-losses]
/**
 * Cross-entropy of each patch, and the mean absolute difference from the source. Source: Shrivastava et al. 2017, eq. 1 to 4.
 * Deviation: means over patches and pixels where the paper sums, so lambda does not depend on the size of an image.
 */
export const simGanLosses: SimGanLosses = {
  name: "cross-entropy of patches, mean absolute difference",
  discriminator: (real, refined) => tf.add(tf.mean(tf.softplus(tf.neg(real))), tf.mean(tf.softplus(refined))),
  refiner: (refined) => tf.mean(tf.softplus(tf.neg(refined))),
  selfRegularisation: (refined, images) => tf.mean(tf.abs(tf.sub(refined, images))),
};
// [/simgan-losses]
