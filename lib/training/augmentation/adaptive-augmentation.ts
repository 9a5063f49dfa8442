import type { Tensor, Tensor4D } from "@tensorflow/tfjs";
import { tf, type Draws } from "../../engine";
import { adaptiveTransforms } from "./adaptive-transforms";

/** Highest probability: above it a flip leaks, as at p = 1 a generator of mirrored images is as good. */
export const highestProbability = 0.8;
/** Share of real images on the discriminator's real side, minus that on its fake side, that p is steered to. */
const target = 0.6;
/** Batches between two changes of p. */
const interval = 4;

/** What p is steered by. */
export interface Steering {
  /** Output at which the discriminator says neither real nor fake. */
  readonly boundary: number;
  /** Thousands of images that take p from 0 to 1. */
  readonly thousands: number;
}

/** An augmentation whose probability p follows how well the discriminator knows the training images. */
export interface AdaptiveAugmentation {
  /** See `adaptiveTransforms`, with the present p. */
  augment(images: Tensor4D, draws: Draws): Tensor4D;
  /** Shows it the discriminator's outputs (batch, 1) for the real images of a step, at the end of that step. */
  observe(outputs: Tensor): void;
  /** p now. */
  probability(): number;
  /** p, then the sum of signs, images and batches since p was last changed; for a checkpoint. */
  state(): readonly number[];
  restore(state: readonly number[]): void;
  dispose(): void;
}

/**
 * Adaptive discriminator augmentation: r = mean sign of the outputs for real images over 4 batches; p rises by (images of
 * these batches) / (1,000 thousands) where r is above 0.6, falls by as much below, and stays at 0.6.
 *
 * Source: Karras et al. 2020, section 3. Deviation: p is held in [0, 0.8], there it has no upper end.
 */
export function adaptiveAugmentation({ boundary, thousands }: Steering): AdaptiveAugmentation {
  const now = tf.tidy(() => tf.variable(tf.zeros([4]), false));
  const parts = (): Tensor[] => tf.split(now, 4);
  return {
    augment: (images, draws) => tf.tidy(() => adaptiveTransforms(images, draws, parts()[0]!)),
    observe: (outputs) =>
      tf.tidy(() => {
        const [p, signs, images, batches] = parts() as [Tensor, Tensor, Tensor, Tensor];
        const seen = {
          signs: tf.add(signs, tf.sum(tf.sign(tf.sub(outputs, boundary)))),
          images: tf.add(images, outputs.size),
          batches: tf.add(batches, 1),
        };
        const isDue = tf.cast(tf.equal(seen.batches, interval), "float32");
        const step = tf.mul(isDue, tf.div(seen.images, 1000 * thousands));
        const next = steeredProbability(p, tf.div(seen.signs, seen.images), step);
        const kept = tf.sub(1, isDue);
        now.assign(tf.concat([next, ...[seen.signs, seen.images, seen.batches].map((x) => tf.mul(x, kept))]));
      }),
    probability: () => now.dataSync()[0] ?? NaN,
    state: () => Array.from(now.dataSync()),
    restore: (state) => tf.tidy(() => void now.assign(tf.tensor1d([...state]))),
    dispose: () => now.dispose(),
  };
}

/** p moved by a step towards what r asks for. @param r mean sign of the outputs for real images, in [-1, 1] */
export function steeredProbability(p: Tensor, r: Tensor, step: Tensor): Tensor {
  return tf.clipByValue(tf.add(p, tf.mul(step, tf.sign(tf.sub(r, target)))), 0, highestProbability);
}
