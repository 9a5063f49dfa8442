import type { AddOperation } from "./bfloat16";
import { dtypes, kinds, type Attribute } from "./types";

const T: Attribute = { name: "T", type: kinds.type, value: dtypes.float32 };

/**
 * Batch norm in training mode takes what was there before a bias was added: it subtracts the mean, and the bias with it.
 * The batch's mean has the bias added, and the bias' gradient, the sum of what has mean 0 per channel, is 0: computed, it
 * would be a rounding error, which Adam enlarges. TensorFlow leaves out the sums that nobody uses, 2 % of a step of the
 * paper's GAN.
 */
export function addWithoutBiasBeforeNorm(add: AddOperation): AddOperation {
  const sums = new Map<string, readonly [string, string]>(); // BiasAdd's output: map and bias
  const maps = new Map<string, string>(); // mean that a batch norm keeps for its gradient: what it was given instead of a sum
  const gammas = new Map<string, string>(); // gradient to a normalised map: gamma, one number per channel as the bias
  return (op, inputs, attributes) => {
    const [first = "", second = "", third = "", kept = ""] = inputs;
    if (op === "BiasAdd") {
      const sum = add(op, inputs, attributes);
      sums.set(sum(0), [first, second]);
      return sum;
    }
    const gamma = op === "BiasAddGrad" ? gammas.get(first) : undefined;
    if (gamma !== undefined) return add("ZerosLike", [gamma], [T]);
    if (op === "FusedBatchNormV3" && isOfBatch(attributes)) {
      const [map, bias] = sums.get(first) ?? [];
      if (map === undefined || bias === undefined) return add(op, inputs, attributes);
      const norm = add(op, [map, ...inputs.slice(1)], attributes);
      const mean = add("AddV2", [norm(1), bias], [T])(0);
      maps.set(norm(3), map);
      return (output) => (output === 1 ? mean : norm(output));
    }
    if (op === "FusedBatchNormGradV3" && isOfBatch(attributes)) {
      const gradient = add(op, [first, maps.get(kept) ?? second, ...inputs.slice(2)], attributes);
      gammas.set(gradient(0), third);
      return gradient;
    }
    return add(op, inputs, attributes);
  };
}

/** The statistics are this batch's alone. */
function isOfBatch(attributes: readonly Attribute[]): boolean {
  const valueOf = (name: string) => attributes.find((one) => one.name === name)?.value;
  return valueOf("is_training") === true && (valueOf("exponential_avg_factor") ?? 1) === 1;
}
