import type * as tfjs from "@tensorflow/tfjs";
import { tf } from "../engine";

interface Weight {
  read(): tfjs.Tensor;
  write(value: tfjs.Tensor): unknown;
}

/** What tfjs declares private in its batch normalisation. */
interface Norm {
  momentum: number;
  readonly movingMean: Weight;
  readonly movingVariance: Weight;
}

/**
 * Sets every batch norm's moving mean and variance to those of all the batches together, instead of the exponential
 * average that training left behind. After short runs that average is still near its start (0 and 1), and inference is
 * garbage. Without any batch nothing changes.
 *
 * @param batches inputs of the model, all of the same size; each is disposed after use
 * Source: "precise batch norm" (Wu and Johnson 2021, section 3.1), with the population's variance: the mean of the batches'
 * variances plus the variance of their means. The paper does not say how it avoids the problem.
 */
export function recomputeStatistics(model: tfjs.LayersModel, batches: Iterable<tfjs.Tensor>): void {
  const norms = model.layers.filter(
    (layer) => layer.getClassName() === "BatchNormalization",
  ) as unknown as Norm[];
  const momenta = norms.map((norm) => norm.momentum);
  let seen = 0;
  // from zero: a + (b - a) depends on a in its last bit, and the result must not depend on what training left
  const clear = (): void => {
    for (const weight of norms.flatMap((n) => [n.movingMean, n.movingVariance]))
      tf.tidy(() => void weight.write(tf.zerosLike(weight.read())));
  };
  try {
    for (const batch of batches) {
      if (seen === 0) clear();
      // a momentum of k/(k+1) makes the exponential average the plain mean of the batches so far
      for (const norm of norms) norm.momentum = seen / (seen + 1);
      try {
        tf.tidy(() => {
          const means = norms.map((norm) => norm.movingMean.read().clone());
          model.apply(batch, { training: true });
          norms.forEach((norm, i) => addSpread(norm, means[i] as tfjs.Tensor, seen));
        });
      } finally {
        batch.dispose();
      }
      seen++;
    }
  } finally {
    norms.forEach((norm, i) => (norm.momentum = momenta[i] ?? norm.momentum));
  }
}

/** Adds the variance of the batches' means: k times the squared move of their mean (Chan et al. 1983, eq. 2.1b). */
function addSpread({ movingMean, movingVariance }: Norm, before: tfjs.Tensor, seen: number): void {
  const moved = tf.square(tf.sub(movingMean.read(), before));
  movingVariance.write(tf.add(movingVariance.read(), tf.mul(moved, seen)));
}
