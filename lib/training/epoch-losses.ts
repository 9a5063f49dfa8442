import { tf } from "../engine";
import type { GanChange } from "./gan-changes";
import type { GanLosses } from "./gan-step";

/** Mean losses of one epoch. */
export interface EpochLosses {
  readonly epoch: number;
  readonly discriminator: number;
  readonly generator: number;
  /** Before lambda; 0 when the penalty is off. */
  readonly penalty: number;
  /** Of an adaptive augmentation, when the epoch ended; absent without one. */
  readonly augmentationProbability?: number;
  /** Values that were changed in this epoch, by option; absent when none was. */
  readonly changed?: Readonly<Record<string, number>>;
}

const kinds = ["discriminator", "generator", "penalty"] as const;

/** The losses alone. */
export const lossesOf = ({ discriminator, generator, penalty }: EpochLosses): Record<string, number> => ({
  discriminator,
  generator,
  penalty,
});

/** The probability of an adaptive augmentation, for the log; nothing without one. */
export const augmentationOf = ({ augmentationProbability: p }: EpochLosses): Record<string, number> =>
  p === undefined ? {} : { "augmentation/probability": p };

/** Means over an epoch's steps, computed as float32 by the engine. */
export function epochLosses(
  epoch: number,
  steps: readonly GanLosses[],
  changes: readonly GanChange[],
): EpochLosses {
  const mean = (key: keyof GanLosses): number =>
    tf.tidy(() => tf.mean(tf.stack(steps.map((l) => l[key]))).dataSync()[0] ?? NaN);
  return {
    epoch,
    discriminator: mean("discriminator"),
    generator: mean("generator"),
    penalty: mean("penalty"),
    ...(changes.length > 0 && { changed: Object.fromEntries(changes.map((c) => [c.option, c.to])) }),
  };
}

/** One step's losses as numbers, for a checkpoint. */
export function lossNumbers(losses: GanLosses): number[] {
  return kinds.map((kind) => losses[kind].dataSync()[0] ?? NaN);
}

/** The numbers of `lossNumbers` as tensors again: the same bits. */
export function lossTensors([
  discriminator = NaN,
  generator = NaN,
  penalty = NaN,
]: readonly number[]): GanLosses {
  return {
    discriminator: tf.scalar(discriminator),
    generator: tf.scalar(generator),
    penalty: tf.scalar(penalty),
  };
}
