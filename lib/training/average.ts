import type * as tfjs from "@tensorflow/tfjs";
import { tf } from "../engine";

/**
 * A second copy of a network whose weights follow the first one's: average = decay * average + (1 - decay) * weights.
 * Samples from it are the cheapest gain in quality a small GAN can have. Batch-norm averages are copied, not averaged.
 *
 * @param decay 0: the copy is always equal to the network (averaging off)
 * Source: Karras et al. 2018, appendix A (decay .999 a step of their larger runs); not in the paper.
 */
export function updateEma(average: tfjs.LayersModel, model: tfjs.LayersModel, decay: number): void {
  tf.tidy(() => {
    model.weights.forEach((weight, i) => {
      const target = average.weights[i]?.read() as tfjs.Variable;
      const now = weight.read();
      target.assign(weight.trainable ? tf.add(tf.mul(target, decay), tf.mul(now, 1 - decay)) : now.clone());
    });
  });
}
