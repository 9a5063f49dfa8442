import type * as tfjs from "@tensorflow/tfjs";
import { tf } from "../engine";

/** The losses of a GAN's two networks, as one value: notebook 02 defines it in a cell, to be changed like a layer. */
export interface GanLoss {
  /** Its line in the table of what is trained. */
  readonly name: string;
  /**
   * The discriminator's loss for both batches: a tensor of one number, as all losses here.
   * @param real logits (batch, 1) of real images; fake: of generated ones
   * @param targets (batch, 1) each: 1 for real, 0 for fake, some of them inverted (`flipProbability`)
   */
  discriminator(
    real: tfjs.Tensor,
    fake: tfjs.Tensor,
    targets: { readonly real: tfjs.Tensor; readonly fake: tfjs.Tensor },
  ): tfjs.Tensor;
  /** The generator's loss. @param fake the discriminator's logits (batch, 1) of generated images */
  generator(fake: tfjs.Tensor): tfjs.Tensor;
  /** The discriminator's loss when it cannot tell real from fake. */
  readonly equilibrium: number;
  /** The discriminator's loss when it always can. @param flipped probability of an inverted target */
  least(flipped: number): number;
  /**
   * Of a loss that is not linear in its targets: by how much less it is with real targets of 1 - smoothing than with targets of
   * 1 and 0 of the same mean; by default 0. See `lossLimits`.
   */
  smoothingTakes?(flipped: number, smoothing: number): number;
  /**
   * The generator's loss above which it is beaten; used with `least` by the alarm "discriminator wins". Absent where the
   * zero of the generator's loss means nothing: then no alarm reads that loss.
   */
  readonly saturation?: number;
  /** True: the generator is trained by `featureDistance` in place of `generator`, see `byFeatures`. */
  readonly matchesFeatures?: true;
  /** Limits of the alarms that need held-out images, see `heldOutAlarms`; absent: these are not given. */
  readonly alarms?: {
    /** Its loss this near to `equilibrium`: the discriminator cannot tell. */
    readonly balance: number;
    /**
     * Outputs on training images above those on held-out ones by more than this: it has learned them by heart. Without a
     * `boundary` a share of the difference between real and fake.
     */
    readonly byHeart: number;
    /** A loss below this keeps every margin; no alarm by itself, as the generator still learns. */
    readonly keepsMarginsBelow?: number;
  };
  /** What one output of the discriminator means, in words. */
  readonly output?: string;
  /**
   * Output at which the discriminator says neither real nor fake: by the mean target of such an image (1/2, less where
   * targets are smoothed), or one number for all targets; "none": its zero means nothing. Where absent that target's logit
   * under a final sigmoid, otherwise 0. See `lossBoundary`.
   */
  readonly boundary?: ((target: number) => number) | number | "none";
  /** True where the loss has no targets to invert: `flipProbability` above 0 is refused. */
  readonly ignoresTargets?: true;
  /** Applied to the logits in the saved discriminator.h5. */
  readonly finalActivation: "sigmoid" | "linear";
}

// [loss]
/**
 * Binary cross-entropy on logits, mean over each batch: softplus(d) - target * d. Source: Goodfellow et al. 2014, eq. 1
 * in its numerically safe form and section 3 for the generator; the paper's section 4.2.2 ("binary crossentropy").
 */
export const nonSaturating: GanLoss = {
  name: "binary cross-entropy on logits, non-saturating for the generator",
  discriminator: (real, fake, targets) =>
    tf.add(
      tf.mean(tf.sub(tf.softplus(real), tf.mul(targets.real, real))),
      tf.mean(tf.sub(tf.softplus(fake), tf.mul(targets.fake, fake))),
    ),
  generator: (fake) => tf.mean(tf.softplus(tf.neg(fake))),
  equilibrium: 2 * Math.LN2, // of the discriminator, when it cannot tell
  least: (p) => (p === 0 ? 0 : -2 * (p * Math.log(p) + (1 - p) * Math.log(1 - p))), // ... and when it always can
  saturation: 4, // of the generator, when fakes are taken for real with p < 2 %
  alarms: { balance: 0.02, byHeart: 1 }, // of held-out images: so near `equilibrium`, so far below training images
  finalActivation: "sigmoid", // on the saved discriminator
};
// [/loss]
