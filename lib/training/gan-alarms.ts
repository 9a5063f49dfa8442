import { mean } from "../core/arrays";
import { highestProbability } from "./augmentation/adaptive-augmentation";
import type { EpochLosses } from "./epoch-losses";
import type { GanChange } from "./gan-changes";
import type { GanLoss } from "./gan-loss";
import type { GanOptions } from "./gan-options";
import { lossLimits } from "./loss-limits";
import { lossWithoutPenalty } from "./loss-without-penalty";

/** Something that goes wrong in a GAN's training, and what may help. */
export interface Alarm {
  readonly kind:
    | "not finite"
    | "penalty explodes"
    | "discriminator wins"
    | "collapse"
    | "no gradient"
    | "augmentation at its most"
    | "past its best"
    | "discriminator has lost"
    | "balance"
    | "learned by heart";
  readonly text: string;
}

/** Epochs that an alarm looks back on. */
const window = 5;
/** Epochs after which a working pair has found its balance. */
const begun = 10;

/** What the alarms need to know of a training. */
export interface AlarmOptions
  extends
    Pick<GanOptions, "loss" | "penaltyWeight">,
    Partial<Pick<GanOptions, "flipProbability" | "smoothing">> {
  /** Options changed when it was resumed: older epochs had another penalty's weight. */
  readonly changes?: readonly GanChange[];
}

/** Generated images, and the real ones that they should vary like. */
interface Images {
  readonly samples: Float32Array;
  readonly real: { readonly pixels: Float32Array; readonly size: number };
}

/**
 * Finds what goes wrong in a training. Each alarm has one definition; "recent" is the mean over the last 5 epochs.
 * - not finite: a loss of the last epoch is no number.
 * - discriminator wins, from the 10th epoch on: its recent loss without penalty has covered more than 90 % of the way from
 *   `equilibrium` (it cannot tell real from fake) to `least` (it always can; both by `lossLimits`), and the generator's recent
 *   loss is above `saturation`. For binary cross-entropy these are 2 ln 2, 2 H(p) and 4. A loss without `saturation` (hinge,
 *   Wasserstein) has no such alarm: its discriminator may keep every margin while the generator still learns.
 * - no gradient: over the last 5 epochs neither loss moved by more than a thousandth of its size. Without `saturation` the
 *   generator's loss is compared with the discriminator's size, as its own zero means nothing.
 * - penalty explodes: the last epoch's penalty is above 1,000.
 * - collapse, from the 10th epoch on: the samples vary less than a fifth as much as the real images (standard deviation over
 *   images, root mean square over pixels).
 * - augmentation at its most: a quarter of the training's epochs have ended with an adaptive augmentation's p at its upper end.
 *
 * @param images absent: a collapse is not looked for
 */
export function ganAlarms(
  history: readonly EpochLosses[],
  options: AlarmOptions & Partial<Pick<GanOptions, "epochs">>,
  images?: Images,
): Alarm[] {
  const last = history.at(-1);
  if (last === undefined) return [];
  if (![last.discriminator, last.generator, last.penalty].every(Number.isFinite))
    return [
      {
        kind: "not finite",
        text: `a loss is not finite (discriminator ${last.discriminator}, generator ${last.generator}, penalty ${last.penalty}): lower the learning rate or the penalty's weight`,
      },
    ];
  const recent = history.slice(-window);
  const alarms: Alarm[] = [];
  if (history.length >= begun && discriminatorDominates(recent, options))
    alarms.push({
      kind: "discriminator wins",
      text: `the discriminator wins (generator's loss ${mean(recent, (l) => l.generator).toFixed(2)} over ${window} epochs): raise the penalty's weight or the noise, or lower the learning rate`,
    });
  if (last.penalty > 1e3)
    alarms.push({
      kind: "penalty explodes",
      text: `the penalty is ${Math.round(last.penalty)}, the discriminator far too steep: lower the learning rate`,
    });
  if (recent.length === window && lossesStalled(recent, options.loss))
    alarms.push({
      kind: "no gradient",
      text: `the losses have not changed by a thousandth in ${window} epochs: no gradient arrives; start again with a lower learning rate`,
    });
  const { epochs = history.length } = options;
  const atMost = history.filter((l) => (l.augmentationProbability ?? 0) > highestProbability - 1e-6).length;
  if (atMost > 0 && atMost >= epochs / 4)
    alarms.push({
      kind: "augmentation at its most",
      text: `the augmentation's p stood at ${highestProbability} after ${atMost} epochs: too few images for this discriminator; halve its channels`,
    });
  if (images && history.length >= begun) {
    const share = spread(images.samples, images.real.size) / spread(images.real.pixels, images.real.size);
    if (share < 0.2)
      alarms.push({
        kind: "collapse",
        text: `collapse: the samples vary ${Math.round(100 * share)} % as much as real images; raise the noise or the penalty's weight`,
      });
  }
  return alarms;
}

function discriminatorDominates(recent: readonly EpochLosses[], options: AlarmOptions): boolean {
  const { saturation } = options.loss;
  if (saturation === undefined) return false;
  const { equilibrium, least } = lossLimits(options.loss, options);
  const now = mean(recent, (l) => lossWithoutPenalty(l, options));
  const covered = (equilibrium - now) / (equilibrium - least);
  return covered > 0.9 && mean(recent, (l) => l.generator) > saturation;
}

function lossesStalled(recent: readonly EpochLosses[], { saturation }: GanLoss): boolean {
  const range = (player: "discriminator" | "generator") => {
    const values = recent.map((l) => l[player]);
    const high = Math.max(...values);
    return { size: Math.abs(high), width: high - Math.min(...values) };
  };
  const [d, g] = [range("discriminator"), range("generator")];
  return d.width <= 1e-3 * d.size && g.width <= 1e-3 * (saturation === undefined ? d : g).size;
}

/** Variety of images: standard deviation over images, root mean square over pixels. */
function spread(pixels: Float32Array, size: number): number {
  const area = size * size;
  const n = pixels.length / area;
  let variance = 0;
  for (let p = 0; p < area; p++) {
    let sum = 0;
    let squares = 0;
    for (let i = 0; i < n; i++) {
      const value = pixels[i * area + p] ?? 0;
      sum += value;
      squares += value * value;
    }
    variance += Math.max(0, squares / n - (sum / n) ** 2) / area;
  }
  return Math.sqrt(variance);
}
