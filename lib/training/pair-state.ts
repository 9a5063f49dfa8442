import type * as tfjs from "@tensorflow/tfjs";
import type { GanNetworks } from "./gan-step-options";
import { networkWeights, selectPrefix, setNetworkWeights, trainableVariables } from "./network-weights";
import { adamState, restoreAdam } from "./optimizer-state";

type Arrays = Record<string, Float32Array>;

/** A pair under training, and all that its steps change of it. */
export interface TrainedPair {
  readonly networks: GanNetworks;
  /** The generator's average. */
  readonly ema: tfjs.LayersModel;
  readonly optimizers: Readonly<Record<"generator" | "discriminator", tfjs.AdamOptimizer>>;
}

/** A pair's weights, average and moments as numbers, group by group, for a checkpoint (`prefixKeys`). */
export function pairState({ networks, ema, optimizers }: TrainedPair): Record<string, Arrays> {
  return {
    generator: networkWeights(networks.generator),
    discriminator: networkWeights(networks.discriminator),
    average: networkWeights(ema),
    generatorAdam: adamState(optimizers.generator),
    discriminatorAdam: adamState(optimizers.discriminator),
  };
}

/** Restores what `pairState` read. A graph of the pair's step is to be disposed then: the optimisers have other slots. */
export async function restorePair(
  { networks, ema, optimizers }: TrainedPair,
  arrays: Readonly<Arrays>,
): Promise<void> {
  setNetworkWeights(ema, selectPrefix(arrays, "average"));
  for (const which of ["generator", "discriminator"] as const) {
    setNetworkWeights(networks[which], selectPrefix(arrays, which));
    const variables = trainableVariables(networks[which]);
    await restoreAdam(optimizers[which], variables, selectPrefix(arrays, `${which}Adam`));
  }
}
