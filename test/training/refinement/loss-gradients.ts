import type * as tfjs from "@tensorflow/tfjs";
import type { Random } from "../../../lib/core";
import { tf } from "../../../lib/engine";
import { trainableVariables } from "../../../lib/training/network-weights";

/**
 * Largest difference between a loss's gradients to the weights of networks and central differences, as a share of each
 * weight's largest gradient; some numbers of each weight are tried.
 */
export function lossGradientError(
  networks: readonly tfjs.LayersModel[],
  loss: () => tfjs.Scalar,
  h = 2e-3,
): number {
  const variables = networks.flatMap(trainableVariables);
  const { grads } = tf.variableGrads(loss, variables);
  const largest = Math.max(...Object.values(grads).map((g) => tf.max(tf.abs(g)).dataSync()[0]!));
  const value = (): number => tf.tidy(() => loss().dataSync()[0]!);
  const errors = variables.flatMap((variable) => {
    const numbers = Float32Array.from(variable.dataSync());
    const found = grads[variable.name]!.dataSync();
    return Array.from({ length: Math.min(3, numbers.length) }, (_, k) => {
      const i = Math.floor((k * numbers.length) / 3) % numbers.length;
      const at = (step: number): number => {
        const moved = numbers.slice();
        moved[i]! += step;
        tf.tidy(() => void variable.assign(tf.tensor(moved, variable.shape)));
        return value();
      };
      const difference = (at(h) - at(-h)) / (2 * h);
      tf.tidy(() => void variable.assign(tf.tensor(numbers, variable.shape)));
      return Math.abs(difference - found[i]!) / largest;
    });
  });
  return Math.max(...errors);
}

/** All numbers of some networks. */
export const numbersOf = (...networks: readonly tfjs.LayersModel[]): number[] =>
  networks.flatMap((network) => network.weights.flatMap((weight) => [...weight.read().dataSync()]));

/** Draws all weights of a network anew, biases and what starts at zero included. */
export function randomizeWeights(network: tfjs.LayersModel, random: Random): void {
  for (const variable of trainableVariables(network))
    tf.tidy(
      () => void variable.assign(tf.mul(tf.tensor(random.normals(variable.size), variable.shape), 0.3)),
    );
}
