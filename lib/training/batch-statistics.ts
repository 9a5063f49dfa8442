import type * as tfjs from "@tensorflow/tfjs";
import { tf } from "../engine/tf";

interface Averaging {
  momentum: number;
}

/**
 * Sets every batch norm's moving mean and variance to the mean over some batches, instead of the exponential average
 * that training left behind. After short runs that average is still near its start (0 and 1), and inference is garbage.
 *
 * @param batches inputs of the model; each is disposed after use
 * Source: "precise batch norm" (Wu and Johnson 2021, section 3); the paper does not say how it avoids the problem.
 */
export function recomputeStatistics(model: tfjs.LayersModel, batches: Iterable<tfjs.Tensor>): void {
  const norms = model.layers.filter(
    (l) => l.getClassName() === "BatchNormalization",
  ) as unknown as Averaging[];
  const before = norms.map((n) => n.momentum);
  let seen = 0;
  try {
    for (const batch of batches) {
      // a momentum of k/(k+1) makes the exponential average the plain mean of the batches so far
      for (const n of norms) n.momentum = seen / (seen + 1);
      tf.dispose(tf.tidy(() => model.apply(batch, { training: true }) as tfjs.Tensor));
      batch.dispose();
      seen++;
    }
  } finally {
    norms.forEach((n, i) => (n.momentum = before[i] ?? n.momentum));
  }
}
