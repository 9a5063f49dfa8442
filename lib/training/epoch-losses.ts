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

/** The options that were changed in an epoch, as its record holds them; nothing where none was. @param changes of all epochs */
export function changedIn(changes: readonly GanChange[], epoch: number): Pick<EpochLosses, "changed"> {
  const own = changes.filter((change) => change.epoch === epoch);
  return own.length === 0 ? {} : { changed: Object.fromEntries(own.map(({ option, to }) => [option, to])) };
}

/**
 * Means over an epoch's steps, computed as float32 by the engine.
 * @param changes of options, of all epochs
 */
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
    ...changedIn(changes, epoch),
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
