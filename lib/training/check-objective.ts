import type * as tfjs from "@tensorflow/tfjs";
import { fail } from "../core";
import { tf } from "../engine";
import { fixedTensor } from "./loss-values";
import { objectiveFunctions } from "./objective-functions";
import type { GanOptions } from "./gan-options";
import { oneNumber } from "./step-passes";

type Given = Parameters<typeof objectiveFunctions>[2];

/**
 * Refuses, before any training, a loss or penalty that teaches nothing: it is not one number, not finite at ordinary outputs, or has
 * no slope in what it is to change. A loss whose sign seems turned round is said.
 *
 * @param size side of an image, pixels
 * @throws InputError that names the loss; what a function of a cell itself throws
 */
export function checkObjective(
  options: Pick<GanOptions, "loss" | "penalty" | "penaltyWeight" | "name">,
  size: number,
): void {
  const { loss, penalty, penaltyWeight, name } = options;
  const action = `train the GAN of ${name}`;
  const slopeOf = (
    part: "discriminator" | "generator" | "penalty",
    what: string,
    of: keyof NonNullable<Given>,
    words: string,
  ): number => {
    const shape = of === "weights" ? [size, size, 1] : [4, 1];
    const run = (x: tfjs.Tensor): tfjs.Tensor =>
      oneNumber(objectiveFunctions(options, size, { [of]: x })[part](), what);
    const at = fixedTensor(shape, of === "real" ? 0 : of === "fake" ? 1 : 2);
    try {
      const [value = NaN] = run(at).dataSync();
      const [slope = NaN] = tf.sum(tf.grad(run)(at)).dataSync();
      if (!Number.isFinite(value) || !Number.isFinite(slope))
        fail(
          action,
          `${what} is ${value}, its slope ${slope}, where the discriminator's outputs lie between 0 and 1`,
          "finite numbers",
          "Look for a logarithm, a root or a division of 0 in the cell that defines it.",
        );
      return slope;
    } catch (error) {
      const text = error instanceof Error ? error.message : "";
      const operation = /gradient function not found for (\w+)/.exec(text)?.[1];
      if (operation === undefined && !text.startsWith("Cannot compute gradient of y=f(x)")) throw error;
      return fail(
        action,
        operation === undefined
          ? `${what} has no slope in ${words}`
          : `${what} takes ${operation}, which has no slope`,
        "a loss by whose slope the networks move",
        "Make it of tensors by tf functions with a slope: dataSync, tf.scalar and comparisons have none.",
      );
    }
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
