import type * as tfjs from "@tensorflow/tfjs";
import { tf } from "../../engine";
import { applyGradients } from "../apply-gradients";
import { trainableVariables } from "../network-weights";

/** Some earlier fakes in place of current ones, as tensors: see `ShownFakes`. */
export interface ShownTensors extends tfjs.NamedTensorMap {
  /** (batch, size, size, 1) */
  readonly stored: tfjs.Tensor4D;
  /** (batch, 1, 1, 1) */
  readonly isStored: tfjs.Tensor4D;
}

/** What a discriminator is shown: stored fakes where they are, current ones elsewhere. */
export function shownFakes(current: tfjs.Tensor4D, { stored, isStored }: ShownTensors): tfjs.Tensor4D {
  return tf.add(tf.mul(stored, isStored), tf.mul(current, tf.sub(1, isStored)));
}

/**
 * One step of Adam on the weights of some networks; those of all others stay.
 * @param loss its total is differentiated; its parts are values to return
 * @returns the parts, in the caller's tidy
 */
export function updateNetworks(
  networks: readonly tfjs.LayersModel[],
  optimizer: tfjs.AdamOptimizer,
  loss: () => { readonly total: tfjs.Tensor; readonly parts: readonly tfjs.Tensor[] },
): tfjs.Tensor[] {
  const kept: tfjs.Tensor[] = [];
  try {
    const { grads, value } = tf.variableGrads(() => {
      const { total, parts } = loss();
      for (const part of parts) kept.push(tf.keep(part.clone()));
      return total as tfjs.Scalar;
    }, networks.flatMap(trainableVariables));
    applyGradients(optimizer, grads);
    tf.dispose([grads, value]);
    return kept.map((part) => part.clone());
  } finally {
    tf.dispose(kept);
  }
}
