import type { Run } from "../core";
import { diffAugment, type AugmentationName } from "./augmentation/augmentation";
import { nonSaturating, type GanLoss } from "./gan-loss";
import { gradientPenalty, type GanPenalty } from "./gan-penalty";

/** How one GAN is trained; made from a run's settings by `ganOptions`, or by hand. */
export interface GanOptions {
  readonly epochs: number;
  readonly batchSize: number;
  readonly learningRate: number;
  readonly beta1: number;
  readonly beta2: number;
  /** What the two networks minimise. */
  readonly loss: GanLoss;
  /** What is added to the discriminator's loss, times `penaltyWeight`. */
  readonly penalty: GanPenalty;
  /** lambda of the penalty; 0: no penalty. */
  readonly penaltyWeight: number;
  /** Probability that a target of the discriminator is inverted. */
  readonly flipProbability: number;
  /** Standard deviation of the instance noise at the start; falls linearly to 0 at the last step. */
  readonly noise: number;
  /** Applied to all that the discriminator sees, see `diffAugment`; by default nothing. */
  readonly augmentation?: readonly AugmentationName[];
  /** Decay of the generator's averaged weights; 0: samples come from the generator itself. */
  readonly ema: number;
  readonly checkpointEvery: number;
  readonly seed: number;
  /** The class's name: of the files, the random streams, the progress line. */
  readonly name: string;
  /** Where the .h5 files and the checkpoint go. */
  readonly folder: string;
  /**
   * May an interrupted training go on with another learning rate, penalty, noise, averaging or number of epochs than it
   * was begun with? Then gan.json says so. By default yes; no in a headless run, where equal settings mean equal results.
   */
  readonly mayChange?: boolean;
}

/**
 * The options of one class's GAN in a run.
 * @param objective loss and penalty; by default the paper's, `nonSaturating` and `gradientPenalty`
 */
export function ganOptions(
  run: Run,
  name: string,
  { loss = nonSaturating, penalty = gradientPenalty }: Partial<Pick<GanOptions, "loss" | "penalty">> = {},
): GanOptions {
  const s = run.settings;
  return {
    loss,
    penalty,
    epochs: s["gan.epochs"],
    batchSize: s["gan.batchSize"],
    learningRate: s["gan.learningRate"],
    beta1: s["gan.beta1"],
    beta2: s["gan.beta2"],
    penaltyWeight: s["gan.penalty"] === "none" ? 0 : s["gan.penaltyWeight"],
    flipProbability: s["gan.flipProbability"],
    noise: s["gan.noise"],
    ...(s["gan.augmentation"] === "diffaugment" && { augmentation: diffAugment }),
    ema: s["gan.ema"],
    checkpointEvery: s["gan.checkpointEvery"],
    seed: run.seed,
    name,
    folder: ganFolder(run, name),
    mayChange: !run.headless,
  };
}

/** Where a class's two networks lie: `models/<class>`, with letters that every file system takes. */
export function ganFolder(run: Run, name: string): string {
  return run.path("models", name.replace(/[^A-Za-z0-9._-]+/g, "-"));
}
