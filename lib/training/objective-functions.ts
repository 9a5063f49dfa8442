import type * as tfjs from "@tensorflow/tfjs";
import { tf } from "../engine";
import type { GanObjective } from "./gan-options";
import { fixedTensor } from "./loss-values";

const images = 4;

/**
 * A GAN's losses and its penalty as functions without arguments, on fixed outputs and images: what they give and their slopes tell two
 * losses apart, and show a mistake before any training.
 *
 * @param size side of an image, pixels
 * @param given outputs or weights of a discriminator, in place of fixed ones
 */
export function objectiveFunctions(
  { loss, penalty }: GanObjective,
  size: number,
  given: { readonly real?: tfjs.Tensor; readonly fake?: tfjs.Tensor; readonly weights?: tfjs.Tensor } = {},
): Readonly<Record<"discriminator" | "generator" | "penalty", () => tfjs.Tensor>> {
  const outputs = [images, 1];
  const real = (): tfjs.Tensor => given.real ?? fixedTensor(outputs, 0);
  const fake = (): tfjs.Tensor => given.fake ?? fixedTensor(outputs, 1);
  const map = [images, size, size, 1];
  return {
    discriminator: () =>
      loss.discriminator(real(), fake(), { real: tf.ones(outputs), fake: tf.zeros(outputs) }),
    generator: () => loss.generator(fake()),
    penalty: () => {
      const weights = given.weights ?? fixedTensor([size, size, 1], 2);
      return penalty.value(
        (x) => tf.sum(tf.mul(tf.square(x), weights), [1, 2, 3]).reshape([-1, 1]),
        fixedTensor(map, 0),
        fixedTensor(map, 1),
        fixedTensor(penalty.mixes === "pixel" ? map : [images, 1, 1, 1], 3),
      );
    },
  };
}
