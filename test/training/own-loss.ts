import { tf } from "../../lib/engine";
import type { GanLoss } from "../../lib/training";

/** Least squares (Mao et al. 2017), written as one would in a cell of notebook 02. */
export const leastSquares: GanLoss = {
  name: "least squares on logits",
  discriminator: (real, fake, targets) =>
    tf.add(tf.mean(tf.square(tf.sub(real, targets.real))), tf.mean(tf.square(tf.sub(fake, targets.fake)))),
  generator: (fake) => tf.mean(tf.square(tf.sub(fake, 1))),
  equilibrium: 0.5,
  least: (p) => 2 * p * (1 - p),
  saturation: 0.95,
  finalActivation: "linear",
};
