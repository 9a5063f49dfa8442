import type { EpochLosses } from "./epoch-losses";
import type { GanChange } from "./gan-changes";
import type { GanNumbers } from "./gan-options";

/**
 * The discriminator's mean loss of an epoch without its penalty, at the weight that held then; of an epoch in which it changed,
 * at the new one.
 * @param options as they are now; changes: when the weight was another, none where it never was
 */
export function lossWithoutPenalty(
  { epoch, discriminator, penalty }: EpochLosses,
  {
    penaltyWeight,
    changes = [],
  }: Pick<GanNumbers, "penaltyWeight"> & { readonly changes?: readonly GanChange[] },
): number {
  const next = changes.find((change) => change.option === "penaltyWeight" && change.epoch > epoch);
  return discriminator - (next?.from ?? penaltyWeight) * penalty;
}
