import type * as tfjs from "@tensorflow/tfjs";
import { tf } from "../../engine";

/** Gradient descent with momentum on some variables; it owns their velocities until `dispose`. */
export interface Momentum {
  /** @param rate step size @param gradients by the variables' names */
  apply(gradients: tfjs.NamedTensorMap, rate: tfjs.Scalar): void;
  state(): Record<string, Float32Array>;
  restore(state: Readonly<Record<string, Float32Array>>): void;
  dispose(): void;
}

/**
 * velocity = momentum * velocity + gradient; weight = weight - rate * velocity.
 * Source: Polyak 1964, as PyTorch and tfjs write it. Here, and not tfjs' optimizer, so that a checkpoint holds the
 * velocities and a graph takes the rate as an input.
 */
export function momentumDescent(variables: readonly tfjs.Variable[], momentum: number): Momentum {
  const velocities = variables.map((v) => tf.tidy(() => tf.variable(tf.zerosLike(v), false)));
  return {
    apply: (gradients, rate) =>
      tf.tidy(() =>
        variables.forEach((variable, i) => {
          const velocity = velocities[i]!;
          const next = tf.add(tf.mul(velocity, momentum), gradients[variable.name]!);
          velocity.assign(next);
          variable.assign(tf.sub(variable, tf.mul(next, rate)));
        }),
      ),
    state: () => Object.fromEntries(velocities.map((v, i) => [String(i), Float32Array.from(v.dataSync())])),
    restore: (state) =>
      tf.tidy(() => velocities.forEach((v, i) => v.assign(tf.tensor(state[String(i)]!, v.shape)))),
    dispose: () => tf.dispose(velocities),
  };
}
