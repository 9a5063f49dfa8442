import type * as tfjs from "@tensorflow/tfjs";
import { tf } from "../../engine";
import { lossSlope } from "../loss-slope";
import { fixedTensor } from "../loss-values";

type OfTwo = (first: tfjs.Tensor, second: tfjs.Tensor) => tfjs.Tensor;
type OfOne = (x: tfjs.Tensor) => tfjs.Tensor;

/** The losses of SimGAN or CycleGAN by what they are for. */
export interface RefinementLosses {
  readonly name: string;
  /** The discriminators' loss of real outputs and fake ones. */
  readonly discriminator: OfTwo;
  /** The adversarial term of what makes images, and the name of its function. */
  readonly adversarial: readonly [name: string, loss: OfOne];
  /** Distances of an image that was made from a given one, by the names of their functions; none whose weight is 0. */
  readonly distances: Readonly<Record<string, OfTwo>>;
}

/**
 * Refuses losses that teach nothing, before any training: not one number, not finite, without a slope in what they are to change. Two
 * that do not play against each other are said, and a distance that is larger between equal images than between different ones.
 *
 * @param patches shape of a discriminator's outputs for two images
 * @param size side of an image, pixels
 * @throws InputError with the function's name; what a function of a cell itself throws
 */
export function checkLosses(
  action: string,
  { name, discriminator, adversarial: [nameOfAdversarial, adversarial], distances }: RefinementLosses,
  patches: readonly number[],
  size: number,
): void {
  const slopeOf = (which: string, words: string, loss: OfOne, at: tfjs.Tensor): number => {
    const what = `the loss ${which} of "${name}"`;
    return lossSlope({ action, what, words, where: "where its arguments lie between 0 and 1" }, loss, at);
  };
  const caution = (found: string): void =>
    console.log(`Caution: to ${action}, ${found}. Look for a sign that is turned round.`);
  tf.tidy(() => {
    const [real, fake] = [fixedTensor(patches, 0), fixedTensor(patches, 1)];
    slopeOf("discriminator", "the outputs for real images", (x) => discriminator(x, fake), real);
    const down = slopeOf("discriminator", "the outputs for fakes", (x) => discriminator(real, x), fake);
    const up = slopeOf(nameOfAdversarial, "the outputs for fakes", adversarial, fake);
    if (down * up > 0)
      caution(`the losses discriminator and ${nameOfAdversarial} move the outputs for fakes the same way`);
    const [made, given] = [fixedTensor([2, size, size, 1], 0), fixedTensor([2, size, size, 1], 1)];
    for (const [which, distance] of Object.entries(distances)) {
      slopeOf(which, "the image that was made", (x) => distance(x, given), made);
      const [apart = NaN, together = NaN] = [made, given].map((x) => distance(x, given).dataSync()[0]);
      if (together > apart)
        caution(`the loss ${which} is larger for equal images, ${together}, than for others, ${apart}`);
    }
  });
}
