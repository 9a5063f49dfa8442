import { tf } from "../../engine";
import type { GanLoss } from "../gan-loss";

/**
 * A loss whose discriminator also keeps its outputs for real images near 0: plus weight times the mean of their squares.
 * Without it a Wasserstein critic's zero wanders off, which only differences hide.
 *
 * @param weight 0.001 in the paper
 * Source: Karras et al. 2018, appendix A.1 (epsilon drift).
 */
export function withDrift(loss: GanLoss, weight = 0.001): GanLoss {
  return {
    ...loss,
    name: `${loss.name}, plus ${weight} times the mean square output of real images`,
    discriminator: (real, fake, targets) =>
      tf.add(loss.discriminator(real, fake, targets), tf.mul(weight, tf.mean(tf.square(real)))),
  };
}
