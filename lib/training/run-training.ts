import { deferInterrupt, fail, isInterrupted, isInterruption, progress, stopWhenInterrupted } from "../core";
import { tf } from "../engine";
import { cachedResult, cacheResult } from "./cached-result";
import type { EpochLosses } from "./epoch-losses";
import type { GanCheckpoint } from "./gan-checkpoint";
import type { GanOptions } from "./gan-options";
import type { GanProgress, GanWatcher } from "./gan-progress";
import type { TrainedGan } from "./trained-gan";

/** What the loop needs of a training, of a pair of networks or of a diffusion model. */
export interface Training {
  readonly stepsPerEpoch: number;
  readonly steps: number;
  readonly history: readonly EpochLosses[];
  readonly canCheckpoint: boolean;
  step(): EpochLosses | undefined;
  dispose(): void;
}

/** One training, and what belongs to its family. */
export interface TrainingRun {
  readonly training: Training;
  readonly checkpoint: GanCheckpoint;
  readonly watcher: GanWatcher;
  now(): GanProgress;
  /** Writes the trained networks. */
  save(): Promise<TrainedGan> | TrainedGan;
  /** Looks at held-out images; by default there is no look. */
  readonly looks?: { readonly isExhausted: boolean; look(epoch: number): void };
  readonly words: {
    /** `DCGAN`: begins the progress line. */
    readonly line: string;
    /** `the GAN of`: before the name in a message. */
    readonly what: string;
    /** The settings to lower when a loss is not finite. */
    readonly remedy: string;
    losses(epoch: EpochLosses, at: GanProgress): string;
  };
}

/**
 * Takes all steps that are left and saves what was trained. A step is never torn by an interrupt: it ends the training after
 * the step in progress, when its checkpoint is written; the next call resumes. The training is disposed in any case.
 *
 * @throws KeyboardInterrupt when interrupted; InputError when a loss is not finite: the last checkpoint stays
 */
export async function runTraining(run: TrainingRun, options: GanOptions): Promise<TrainedGan> {
  const { training, checkpoint } = run;
  try {
    const before = cachedResult<TrainedGan>(options.folder, checkpoint.key, options.name);
    if (before) return before;
    await checkpoint.open();
    await takeSteps(run, options);
    const trained = await deferInterrupt(() => run.save());
    checkpoint.remove();
    cacheResult(options.folder, checkpoint.key, trained);
    return trained;
  } catch (error) {
    if (isInterruption(error) && training.canCheckpoint && training.steps > 0)
      await deferInterrupt(() => saveInterrupted(run, options));
    throw error;
  } finally {
    training.dispose();
  }
}

async function takeSteps(run: TrainingRun, { name, epochs, checkpointEvery }: GanOptions): Promise<void> {
  const { training, checkpoint, watcher, looks, words, now } = run;
  const line = watcher.showsProgress
    ? undefined
    : progress(`${words.line} ${name}`, epochs, training.history.length);
  while (training.history.length < epochs && !looks?.isExhausted) {
    const losses = await deferInterrupt(async () => {
      const done = training.step();
      if (done && isFinite(done)) looks?.look(done.epoch);
      await tf.nextFrame(); // lets an interrupt in
      if (isInterrupted()) await watcher.stopped?.(now()); // before the kernel ends the cell
      return done;
    });
    if (losses) {
      if (!isFinite(losses)) refuseLosses(losses, name, words);
      if (losses.epoch % checkpointEvery === 0) await deferInterrupt(() => checkpoint.save());
    }
    await watcher.step(now());
    if (losses) {
      await watcher.epoch(now());
      line?.at(losses.epoch, words.losses(losses, now()));
    }
    stopWhenInterrupted();
  }
}

/** Saves an interrupted training as it is, and says so: `await deferInterrupt(() => ...)` gets this done at once. */
function saveInterrupted({ training, checkpoint }: TrainingRun, { name, epochs }: GanOptions): void {
  const isSaved = checkpoint.save();
  const place = `step ${training.steps} of ${epochs * training.stepsPerEpoch}`;
  const words = isSaved
    ? ", saved. Run the cell again to resume."
    : "; its losses are not finite and are not saved. Run the cell again to resume from the last checkpoint.";
  console.log(`${name}: interrupted after ${place}${words}`);
}

const isFinite = ({ discriminator, generator, penalty }: EpochLosses): boolean =>
  [discriminator, generator, penalty].every(Number.isFinite);

function refuseLosses(
  { epoch, discriminator, generator, penalty }: EpochLosses,
  name: string,
  { what, remedy }: TrainingRun["words"],
): never {
  return fail(
    `train ${what} ${name}`,
    `in epoch ${epoch} the losses are ${discriminator}, ${generator}, penalty ${penalty}`,
    "finite numbers",
    `Lower ${remedy}; the last checkpoint is kept.`,
  );
}
