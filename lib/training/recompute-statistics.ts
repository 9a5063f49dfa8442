import type * as tfjs from "@tensorflow/tfjs";
import { tf } from "../engine";

interface Weight {
  read(): tfjs.Tensor;
  write(value: tfjs.Tensor): unknown;
}

/** Private members of tfjs' batch normalisation. */
interface Norm {
  momentum: number;
  readonly movingMean: Weight;
  readonly movingVariance: Weight;
}

/**
 * Moves the statistics on by one batch; `seen`: batches before it, 0 for the first, which knows nothing of what training left. A
 * pure function of tensors: it may be compiled.
 */
export type StatisticsStep<B> = (batch: B, seen: tfjs.Scalar) => void;

/** The batch norms' averages become those of the batches so far, this one included. */
export function statisticsStep(model: tfjs.LayersModel): StatisticsStep<tfjs.Tensor | tfjs.Tensor[]> {
  const norms = normsOf(model);
  return (batch, seen) =>
    tf.tidy(() => {
      const isFirst = tf.equal(seen, 0);
      // to zero: a + (b - a) depends on a in its last bit, and on NaN that training left
      const sofar = (weight: Weight): tfjs.Tensor =>
        tf.where(isFirst, tf.zerosLike(weight.read()), weight.read());
      const before = norms.map(({ movingMean, movingVariance }) => [
        sofar(movingMean),
        sofar(movingVariance),
      ]);
      // with a momentum of 0 from zero a pass leaves the batch's own statistics, to the last bit
      resetStatistics(norms);
      const momenta = norms.map((norm) => norm.momentum);
      for (const norm of norms) norm.momentum = 0;
      try {
        model.apply(batch, { training: true });
      } finally {
        norms.forEach((norm, i) => (norm.momentum = momenta[i] ?? norm.momentum));
      }
      const share = tf.div(1, tf.add(seen, 1));
      norms.forEach(({ movingMean, movingVariance }, i) => {
        const [oldMean, oldVariance] = before[i] as [tfjs.Tensor, tfjs.Tensor];
        const follow = (old: tfjs.Tensor, now: tfjs.Tensor) => tf.add(old, tf.mul(tf.sub(now, old), share));
        const mean = follow(oldMean, movingMean.read());
        const variance = follow(oldVariance, movingVariance.read());
        // the variance of the means: k times the squared move of their mean (Chan et al. 1983, eq. 2.1b)
        const spread = tf.mul(tf.square(tf.sub(mean, oldMean)), seen);
        movingMean.write(mean);
        movingVariance.write(tf.add(variance, spread));
      });
    });
}

/**
 * Sets every batch norm's moving mean and variance to those of all the batches together, instead of the exponential
 * average that training left behind. After short runs that average is still near its start (0 and 1), and inference is
 * garbage. Without any batch nothing changes.
 *
 * @param batches what the step takes, all of the same size; each is disposed after use
 * @param step by default `statisticsStep(model)` on inputs of the model; or that, compiled
 * Source: "precise batch norm" (Wu and Johnson 2021, section 3.1), with the population's variance: the mean of the batches'
 * variances plus the variance of their means. The paper does not say how it avoids the problem.
 */
export function recomputeStatistics<B extends tfjs.Tensor | tfjs.Tensor[]>(
  model: tfjs.LayersModel,
  batches: Iterable<B>,
  step: StatisticsStep<B> = statisticsStep(model),
): void {
  let seen = 0;
  for (const batch of batches) {
    const before = tf.scalar(seen++);
    try {
      step(batch, before);
    } finally {
      tf.dispose([batch, before] as tfjs.TensorContainer);
    }
  }
}

const normsOf = (model: tfjs.LayersModel): Norm[] =>
  model.layers.filter((layer) => layer.getClassName() === "BatchNormalization") as unknown as Norm[];

function resetStatistics(norms: readonly Norm[]): void {
  for (const weight of norms.flatMap((norm) => [norm.movingMean, norm.movingVariance]))
    weight.write(tf.zerosLike(weight.read()));
}
