import type { GradSaveFunc, Tensor } from "@tensorflow/tfjs";
import { fail } from "../core/errors";
import { tf } from "./tf";

/** An operation for `differentiable`. */
export interface Differentiable {
  readonly value: Tensor;
  /** The only tensors that `backward` may use beside `dy`: all others are disposed when it is called. */
  readonly saved: readonly Tensor[];
  /** Gradients with respect to the inputs, in their order. Itself differentiable, or ended by `lastGradient`. */
  readonly backward: (dy: Tensor, saved: readonly Tensor[]) => Tensor[];
}

/**
 * An operation with a gradient of our own in place of tfjs' composed one.
 *
 * A backward function that calls the binding directly would count as a constant for the next derivative: a wrong
 * gradient penalty without any error. So every backward is made of differentiable operations, or says by
 * `lastGradient` that it is not.
 */
export function differentiable(
  inputs: readonly Tensor[],
  forward: (...inputs: Tensor[]) => Differentiable,
): Tensor {
  return tf.customGrad((...args) => {
    const save = args.pop() as GradSaveFunc;
    const { value, saved, backward } = forward(...(args as Tensor[]));
    save([...saved]);
    return { value, gradFunc: (dy: Tensor, kept: Tensor[]) => backward(dy, kept) };
  })(...inputs);
}

/**
 * Marks a gradient that cannot be differentiated again, so that trying throws instead of giving a wrong number.
 *
 * @param what the gradient's name for the message: `"a bias"`
 * @param value the gradient
 * @param inputs everything it depends on
 */
export function lastGradient(what: string, value: Tensor, inputs: readonly Tensor[]): Tensor {
  return differentiable(inputs, () => ({
    value: value.clone(),
    saved: [],
    backward: () => {
      const remedy = "Leave it out of what is differentiated twice, or build that layer from plainLayers.";
      return fail(
        `differentiate the gradient of ${what} again`,
        "a fused operation",
        "one with that derivative",
        remedy,
        Error,
      );
    },
  }));
}
