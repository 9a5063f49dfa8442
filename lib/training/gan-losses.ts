import type * as tfjs from "@tensorflow/tfjs";
import type { Settings } from "../core";
import { relu, tf } from "../engine";
import { nonSaturating, type GanLoss } from "./gan-loss";

const halfSquare = (x: tfjs.Tensor): tfjs.Tensor => tf.mul(0.5, tf.mean(tf.square(x)));

/**
 * Least squares towards 1 for real and 0 for fake, each with the factor 1/2: it changes nothing but the step size.
 * Where D and G stop, D = 1/2: losses 0.25 and 0.125. Source: Mao et al. 2017, eq. 2 and 9 (a = 0, b = c = 1).
 */
export const leastSquares: GanLoss = {
  name: "least squares on the discriminator's output, 1/2 mean (D - target)^2",
  output: "the probability that the image is real, not held inside 0 to 1",
  discriminator: (real, fake, targets) =>
    tf.add(halfSquare(tf.sub(real, targets.real)), halfSquare(tf.sub(fake, targets.fake))),
  generator: (fake) => halfSquare(tf.sub(fake, 1)),
  equilibrium: 0.25,
  least: (p) => p * (1 - p),
  smoothingTakes: (p, s) => ((1 - p) * (1 - s) * s) / 2, // half of E t - E t^2
  saturation: 0.45, // fakes at 0.05
  boundary: (target) => target,
  alarms: { balance: 0.005, byHeart: 0.25 },
  finalActivation: "linear",
};

/**
 * Hinge: the discriminator learns nothing more from an image that is right by a margin of 1; the generator has no margin.
 * Where D and G stop, D is a constant c in [-1, 1]: losses 2 and -c. Source: Lim & Ye 2017; Miyato et al. 2018, eq. 16, 17.
 */
export const hinge: GanLoss = {
  name: "hinge, margin 1 for the discriminator",
  output: "its sign says real or fake; 1 and -1 are sure",
  ignoresTargets: true,
  discriminator: (real, fake) => tf.add(tf.mean(relu(tf.sub(1, real))), tf.mean(relu(tf.add(1, fake)))),
  generator: (fake) => tf.neg(tf.mean(fake)),
  equilibrium: 2,
  least: () => 0,
  alarms: { balance: 0.02, byHeart: 0.5, keepsMarginsBelow: 0.05 },
  finalActivation: "linear",
};

/**
 * Wasserstein: minus the loss is the discriminator's estimate of the distance between real and generated images, on the
 * images it learns from. Where D and G stop, D is any constant c: losses 0 and -c. Source: Arjovsky et al. 2017,
 * algorithm 1; Gulrajani et al. 2017, algorithm 1.
 */
export const wasserstein: GanLoss = {
  name: "Wasserstein: mean output of fakes minus that of real images",
  output: "a potential: only differences between images mean something",
  ignoresTargets: true,
  discriminator: (real, fake) => tf.sub(tf.mean(fake), tf.mean(real)),
  generator: (fake) => tf.neg(tf.mean(fake)),
  equilibrium: 0,
  least: () => -Infinity,
  boundary: "none",
  alarms: { balance: 1e-3, byHeart: 0.5 },
  finalActivation: "linear",
};

/**
 * A loss whose generator is trained by feature matching; its discriminator's stays. No alarm reads the generator's loss, a
 * distance between features whose size means nothing.
 */
export function byFeatures(loss: GanLoss): GanLoss {
  const { saturation, ...others } = loss;
  return { ...others, matchesFeatures: true };
}

/** The loss of each value of the setting `gan.loss`. All take outputs without an activation. */
export const ganLosses: Readonly<Record<Settings["gan.loss"], GanLoss>> = {
  "cross-entropy": nonSaturating,
  "least-squares": leastSquares,
  hinge,
  wasserstein,
};
