import { mean } from "../../core/arrays";
import type { Alarm } from "../gan-alarms";

/** One look at held-out images while a diffusion model trains. Lists hold a value per quarter of the times, least noise first. */
export interface DenoisingPoint {
  readonly epoch: number;
  readonly step: number;
  /** Mean squared error of the predicted noise on training images: 1 for a model that predicts none. */
  readonly train: readonly number[];
  /** The same on validation images, at the same times and with the same noise. */
  readonly heldOut: readonly number[];
}

/** What a curve of looks comes to so far. */
export interface DenoisingVerdict {
  /** Index of the look with the lowest held-out loss in the low-noise half; -1 for an empty curve. */
  readonly best: number;
  /** Looks since then, where the loss on training images has fallen further; otherwise 0. */
  readonly memorising: number;
}

/** Looks after which the alarm is given: the rule's own number. */
const looksOfAlarm = 5;

/** Loss of the low-noise half of the times, where a model that reproduces its training images gives itself away. */
export const lowNoise = (quarters: readonly number[]): number => mean(quarters.slice(0, 2));

/**
 * The best look of a curve, and for how many looks since it the model has been memorising: the held-out loss of the
 * low-noise half lies above its lowest while the training loss fell on.
 *
 * The minimiser of the loss over all functions reproduces the training images and nothing else (Gu et al. 2023); what a small
 * set needs before that is read off held-out images. The rule and its five looks are a choice, from no paper.
 */
export function judgeDenoising(curve: readonly DenoisingPoint[]): DenoisingVerdict {
  const best = curve.reduce(
    (at, point, i) => (at === -1 || lowNoise(point.heldOut) < lowNoise(curve[at]!.heldOut) ? i : at),
    -1,
  );
  const [lowest, last] = [curve[best], curve.at(-1)];
  const isFalling = lowest && last && lowNoise(last.train) < lowNoise(lowest.train);
  return { best, memorising: isFalling ? curve.length - 1 - best : 0 };
}

/** An alarm where the model has memorised in five looks one after the other; none before. */
export function denoisingAlarms(curve: readonly DenoisingPoint[]): Alarm[] {
  const { best, memorising } = judgeDenoising(curve);
  const [lowest, last] = [curve[best], curve.at(-1)];
  if (!lowest || !last || memorising < looksOfAlarm) return [];
  const [was, is] = [lowest, last].map(({ heldOut }) => lowNoise(heldOut).toPrecision(3));
  return [
    {
      kind: "learned by heart",
      text: `the model learns its training images by heart: the loss on held-out images was ${was} in epoch ${lowest.epoch} and is ${is}, on training images it falls on: set gan.keep=best, or lower gan.epochs`,
    },
  ];
}
