import type * as tfjs from "@tensorflow/tfjs";
import { tf } from "../engine";
import { lossSlope } from "./loss-slope";
import { fixedTensor } from "./loss-values";
import { objectiveFunctions } from "./objective-functions";
import type { GanOptions } from "./gan-options";

type Given = Parameters<typeof objectiveFunctions>[2];

/**
 * Refuses, before any training, a loss or penalty that teaches nothing: it is not one number, not finite at ordinary outputs, or has
 * no slope in what it is to change. A loss whose sign seems turned round is said.
 *
 * @param size side of an image, pixels
 * @param action what is tried, after "Cannot"
 * @throws InputError that names the loss; what a function of a cell itself throws
 */
export function checkObjective(
  options: Pick<GanOptions, "loss" | "penalty" | "penaltyWeight" | "name">,
  size: number,
  action = `train the GAN of ${options.name}`,
): void {
  const { loss, penalty, penaltyWeight, name } = options;
  const slopeOf = (
    part: "discriminator" | "generator" | "penalty",
    what: string,
    of: keyof NonNullable<Given>,
    words: string,
  ): number => {
    const shape = of === "weights" ? [size, size, 1] : [4, 1];
    return lossSlope(
      { action, what, words, where: "where the discriminator's outputs lie between 0 and 1" },
      (x: tfjs.Tensor) => objectiveFunctions(options, size, { [of]: x })[part](),
      fixedTensor(shape, of === "real" ? 0 : of === "fake" ? 1 : 2),
    );
  };
  tf.tidy(() => {
    const ofDiscriminator = `the discriminator's loss "${loss.name}"`;
    slopeOf("discriminator", ofDiscriminator, "real", "the outputs for real images");
    const down = slopeOf("discriminator", ofDiscriminator, "fake", "the outputs for fakes");
    if (penaltyWeight > 0)
      slopeOf("penalty", `the penalty "${penalty.name}"`, "weights", "the discriminator's weights");
    if (loss.matchesFeatures) return;
    const up = slopeOf("generator", `the generator's loss "${loss.name}"`, "fake", "the outputs for fakes");
    if (down * up > 0)
      console.log(
        `${name}: caution: by the loss "${loss.name}" both networks move the outputs for fakes the same way, and do not play ` +
          "against each other. Look for a sign that is turned round.",
      );
  });
}
