import type * as tfjs from "@tensorflow/tfjs";
import { tf } from "../engine";

interface Moment {
  readonly variable: tfjs.Variable;
}

/** Private members of tfjs' Adam: the moments, the running powers of the two decays. */
interface AdamPowers {
  readonly accBeta1: tfjs.Variable;
  readonly accBeta2: tfjs.Variable;
  readonly accumulatedFirstMoment: readonly Moment[];
  readonly accumulatedSecondMoment: readonly Moment[];
}

/**
 * Adam's moments and step count as numbers, for a checkpoint. Without tfjs' own `getWeights`, which has to be awaited: a
 * checkpoint that an interrupted cell still writes cannot wait.
 */
export function adamState(adam: tfjs.AdamOptimizer): Record<string, Float32Array> {
  const kept = adam as unknown as AdamPowers;
  const moments = [...kept.accumulatedFirstMoment, ...kept.accumulatedSecondMoment];
  const named: [string, tfjs.Tensor][] = [
    ...moments.map(({ variable }, i): [string, tfjs.Tensor] => [String(i + 1), variable]),
    ["beta1", kept.accBeta1],
    ["beta2", kept.accBeta2],
  ];
  return {
    "0": Float32Array.of(adam.iterations),
    ...Object.fromEntries(named.map(([name, t]) => [name, Float32Array.from(t.dataSync())])),
  };
}

/**
 * Restores a state read by `adamState`, bit by bit: tfjs alone would compute the powers again from the step count, with
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

/** Private members of tfjs' RMSProp. */
interface RmsPropMoments {
  accumulatedMeanSquares: Moment[];
  accumulatedMoments: Moment[];
}

const rmsParts = ["accumulatedMeanSquares", "accumulatedMoments"] as const;

/** RMSProp's running means as numbers, for a checkpoint. */
export function rmsPropState(optimizer: tfjs.RMSPropOptimizer): Record<string, Float32Array> {
  const kept = optimizer as unknown as RmsPropMoments;
  return Object.fromEntries(
    rmsParts.flatMap((part) =>
      kept[part].map(({ variable }, i) => [`${part}.${i}`, Float32Array.from(variable.dataSync())] as const),
    ),
  );
}

/**
 * Restores a state read by `rmsPropState`.
 * @param weights the trained weights, in the order of training
 */
export function restoreRmsProp(
  optimizer: tfjs.RMSPropOptimizer,
  weights: readonly { readonly shape: readonly (number | null)[] }[],
  state: Readonly<Record<string, Float32Array>>,
): void {
  const kept = optimizer as unknown as RmsPropMoments;
  for (const part of rmsParts)
    kept[part] = weights.flatMap(({ shape }, i) => {
      const values = state[`${part}.${i}`];
      if (values === undefined) return []; // before the first step
      return [{ variable: tf.tidy(() => tf.variable(tf.tensor(values, shape as number[]), false)) }];
    });
}
