import type * as tfjs from "@tensorflow/tfjs";
import { range } from "../core";
import { tf } from "../engine";

/** The mean of a network's weights over all steps so far; owns it until `dispose`. */
export interface HistoricalAverage {
  /** Squared distance of the weights to their mean, one number; the mean is a constant to the gradient. */
  term(): tfjs.Scalar;
  /** Takes in the weights as they are now: once per step, when they have moved. */
  update(): void;
  /** For a checkpoint: the means, then the number of steps they are of. */
  state(): Record<string, Float32Array>;
  restore(state: Readonly<Record<string, Float32Array>>): void;
  dispose(): void;
}

/**
 * Holds a player near where it has been, so that two players who circle each other come to rest: the mean starts as the
 * weights are and follows by m = m + (weights - m) / t.
 *
 * @param weights trained variables of one network
 * Source: Salimans et al. 2016, section 3.3.
 */
export function historicalAverage(weights: readonly tfjs.Variable[]): HistoricalAverage {
  const means = weights.map((w) => tf.tidy(() => tf.variable(w.clone(), false)));
  const count = tf.tidy(() => tf.variable(tf.scalar(1), false));
  return {
    term: () =>
      tf.tidy(() => tf.addN(weights.map((w, i) => tf.sum<tfjs.Scalar>(tf.squaredDifference(w, means[i]!))))),
    update: () =>
      tf.tidy(() => {
        count.assign(tf.add(count, 1));
        means.forEach((mean, i) => mean.assign(tf.add(mean, tf.div(tf.sub(weights[i]!, mean), count))));
      }),
    state: () =>
      Object.fromEntries(
        [...means, count].map((value, i) => [String(i), Float32Array.from(value.dataSync())]),
      ),
    restore: (state) =>
      tf.tidy(() => {
        for (const i of range(means.length + 1)) {
          const variable = means[i] ?? count;
          variable.assign(tf.tensor(state[String(i)] as Float32Array, variable.shape));
        }
      }),
    dispose: () => tf.dispose([...means, count]),
  };
}
