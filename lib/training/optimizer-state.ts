import type * as tfjs from "@tensorflow/tfjs";
import { tf } from "../engine";

/** What tfjs declares private in its Adam: the running powers of the two decays. */
interface AdamPowers {
  accBeta1: tfjs.Variable;
  accBeta2: tfjs.Variable;
}

/** Adam's moments and step count as numbers, for a checkpoint. Empty before the first step. */
export async function adamState(adam: tfjs.AdamOptimizer): Promise<Record<string, Float32Array>> {
  const weights = await adam.getWeights();
  const powers = adam as unknown as AdamPowers;
  const named: [string, tfjs.Tensor][] = [
    ...weights.map(({ tensor }, i): [string, tfjs.Tensor] => [String(i), tensor]),
    ["beta1", powers.accBeta1],
    ["beta2", powers.accBeta2],
  ];
  const arrays = named.map(([name, t]) => [name, Float32Array.from(t.dataSync())] as const);
  weights[0]?.tensor.dispose(); // the step count is made anew by each call, the moments are the optimiser's own
  return Object.fromEntries(arrays);
}

/**
 * Puts back what `adamState` gave, bit by bit: tfjs alone would compute the powers again from the step count, with
 * another rounding.
 *
 * @param variables the trained variables, in the order of training
 */
export async function restoreAdam(
  adam: tfjs.AdamOptimizer,
  variables: readonly tfjs.Variable[],
  state: Readonly<Record<string, Float32Array>>,
): Promise<void> {
  const count = Object.keys(state).length - 3;
  const tensors = Array.from({ length: count }, (_, i) => {
    const shape = variables[i % variables.length]?.shape ?? [];
    return {
      name: variables[i % variables.length]?.name ?? "",
      tensor: tf.tensor(state[String(i + 1)] as Float32Array, shape),
    };
  });
  const steps = { name: "iter", tensor: tf.scalar(state["0"]?.[0] ?? 0, "int32") };
  await adam.setWeights([steps, ...tensors]);
  const powers = adam as unknown as AdamPowers;
  tf.tidy(() => {
    powers.accBeta1.assign(tf.scalar(state["beta1"]?.[0] ?? 1));
    powers.accBeta2.assign(tf.scalar(state["beta2"]?.[0] ?? 1));
  });
  for (const { tensor } of [steps, ...tensors]) tensor.dispose();
}
