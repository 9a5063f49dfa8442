import type * as tfjs from "@tensorflow/tfjs";
import { fail } from "../core";
import { tf } from "../engine";
import { oneNumber } from "./step-passes";

/** A loss that is asked for its slope, in words for errors. */
interface AskedLoss {
  /** What is tried, after "Cannot". */
  readonly action: string;
  /** Such as `the generator's loss "own"`. */
  readonly what: string;
  /** What the slope is taken in, such as "the outputs for fakes". */
  readonly words: string;
  /** Where its arguments lie: "where the discriminator's outputs lie between 0 and 1". */
  readonly where: string;
}

/**
 * The sum of a loss's slopes, in the caller's tidy.
 * @throws InputError where it is not one number, not finite or has no slope; what the loss itself throws
 */
export function lossSlope(
  { action, what, words, where }: AskedLoss,
  loss: (x: tfjs.Tensor) => tfjs.Tensor,
  at: tfjs.Tensor,
): number {
  const run = (x: tfjs.Tensor): tfjs.Scalar => oneNumber(loss(x), what, action);
  try {
    const [value = NaN] = run(at).dataSync();
    const [slope = NaN] = tf.sum(tf.grad(run)(at)).dataSync();
    if (!Number.isFinite(value) || !Number.isFinite(slope))
      fail(
        action,
        `${what} is ${value}, its slope ${slope}, ${where}`,
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
}
