import type * as tfjs from "@tensorflow/tfjs";

/** One step of an optimiser. Adam declares its gradients more narrowly than what `variableGrads` gives. */
export function applyGradients(optimizer: tfjs.Optimizer, grads: tfjs.NamedTensorMap): void {
  optimizer.applyGradients(grads);
}
