import type { GanLoss } from "./gan-loss";
import type { GanOptions } from "./gan-options";

/** The discriminator's loss, without its penalty, at both ends of what it can be. */
export interface LossLimits {
  /** It cannot tell real from fake. */
  readonly equilibrium: number;
  /** It always can. */
  readonly least: number;
}

/**
 * A loss's `equilibrium` and `least` with the targets of a training: flips, and the one-sided smoothing of real ones.
 *
 * Real targets then have the mean m = (1 - p)(1 - s), fake ones p. A loss that is linear in its targets, as cross-entropy is,
 * knows of them by their mean alone, as if real ones were flipped with 1 - m: at least the mean of `least(1 - m)` and
 * `least(p)`, and where both kinds get one output `least((m + p) / 2)`, that is how it differs from the `equilibrium` at 1/2.
 * A loss that is not linear says by `smoothingTakes` what is left to take away.
 */
export function lossLimits(
  loss: GanLoss,
  { flipProbability: p = 0, smoothing: s = 0 }: Partial<Pick<GanOptions, "flipProbability" | "smoothing">>,
): LossLimits {
  if (s === 0) return { equilibrium: loss.equilibrium, least: loss.least(p) };
  const m = (1 - p) * (1 - s);
  const taken = loss.smoothingTakes?.(p, s) ?? 0;
  return {
    equilibrium: loss.equilibrium + loss.least((m + p) / 2) - loss.least(0.5) - taken,
    least: (loss.least(1 - m) + loss.least(p)) / 2 - taken,
  };
}
