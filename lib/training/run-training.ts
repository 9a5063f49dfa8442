import { deferInterrupt, fail, isInterrupted, isInterruption, progress, stopWhenInterrupted } from "../core";
import { tf } from "../engine";
import { cachedResult, cacheResult } from "./cached-result";
import type { EventLog } from "./event-log/event-log";
import { logEpoch } from "./event-log/log-epoch";
import type { TrainingCheckpoint } from "./training-checkpoint";

/** What the loop needs of a training of any family. */
export interface Training<Losses> {
  readonly stepsPerEpoch: number;
  /** Taken so far. */
  readonly steps: number;
  /** There will be, where the last epoch is shorter than the others. */
  readonly totalSteps?: number;
  /** The work of the first so many epochs, in any unit, where epochs differ; for the time left. */
  workOf?(epochs: number): number;
  readonly history: readonly Losses[];
  readonly canCheckpoint: boolean;
  /** Takes one step. @returns the epoch's losses when it was the epoch's last step */
  step(): Losses | undefined;
  dispose(): void;
}

/** Follows a training after each step and each epoch: a live view. Times spent in it are the training's. */
export interface TrainingWatcher<Now> {
  /** It shows by itself how far the training is: then no progress line is printed. */
  readonly showsProgress: boolean;
  step(at: Now): void | Promise<void>;
  epoch(at: Now): void | Promise<void>;
  /** The training ends here, interrupted in the step just taken. */
  stopped?(at: Now): void | Promise<void>;
}

/** Follows nothing: the progress line is all that is shown. */
export const silentWatcher: TrainingWatcher<unknown> = {
  showsProgress: false,
  step: () => undefined,
  epoch: () => undefined,
};

/** What an epoch's record says beside its losses. */
interface EpochRecord {
  readonly epoch: number;
}

/** How one training is run: its name, folder and length. */
export interface RunOptions {
  readonly name: string;
  readonly folder: string;
  readonly epochs: number;
  /** Epochs between two checkpoints. */
  readonly checkpointEvery: number;
}

/** One training, and what belongs to its family: its result, its progress, the record of an epoch. */
export interface TrainingRun<Trained, Now, Losses extends EpochRecord> {
  readonly training: Training<Losses>;
  readonly checkpoint: TrainingCheckpoint;
  readonly watcher: TrainingWatcher<Now>;
  now(): Now;
  /** Writes the trained networks. */
  save(): Promise<Trained> | Trained;
  /** The numbers of an epoch's record that must be finite, by name. */
  lossesOf(epoch: Losses): Readonly<Record<string, number>>;
  /** Looks at held-out images; by default there is no look. */
  readonly looks?: {
    readonly isExhausted: boolean;
    readonly curve: readonly object[];
    look(epoch: number): void;
  };
  /** What TensorBoard shows: losses, looks, and what the family itself writes. */
  readonly log: EventLog;
  /** Other numbers of an epoch's record for the log, by tag. */
  othersOf?(epoch: Losses): Readonly<Record<string, number>>;
  readonly words: {
    /** `DCGAN`: begins the progress line. */
    readonly line: string;
    /** `the GAN of`: before the name in a message. */
    readonly what: string;
    /** The settings to lower when a loss is not finite. */
    readonly remedy: string;
    losses(epoch: Losses, at: Now): string;
  };
}

/**
 * Takes all steps that are left and saves what was trained. A step is never torn by an interrupt: it ends the training after
 * the step in progress, when its checkpoint is written; the next call resumes. The training is disposed in any case.
 *
 * @throws KeyboardInterrupt when interrupted; InputError when a loss is not finite: the last checkpoint stays
 */
export async function runTraining<Trained, Now, Losses extends EpochRecord>(
  run: TrainingRun<Trained, Now, Losses>,
  options: RunOptions,
): Promise<Trained> {
  const { training, checkpoint } = run;
  try {
    const before = cachedResult<Trained>(options.folder, checkpoint.key, options.name);
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

async function takeSteps<Trained, Now, Losses extends EpochRecord>(
  run: TrainingRun<Trained, Now, Losses>,
  { name, epochs, checkpointEvery }: RunOptions,
): Promise<void> {
  const isFinite = (losses: Losses): boolean => Object.values(run.lossesOf(losses)).every(Number.isFinite);
  const { training, checkpoint, watcher, looks, words, now, log } = run;
  const line = watcher.showsProgress
    ? undefined
    : progress(`${words.line} ${name}`, epochs, training.history.length, training.workOf);
  log.begin(training.steps);
  while (training.history.length < epochs && !looks?.isExhausted) {
    const looked = looks?.curve.length;
    const losses = await deferInterrupt(async () => {
      const done = training.step();
      if (done && isFinite(done)) looks?.look(done.epoch);
      await tf.nextFrame(); // lets an interrupt in
      if (isInterrupted()) await watcher.stopped?.(now()); // before the kernel ends the cell
      return done;
    });
    if (losses) {
      const look = looks?.curve.slice(looked).at(-1);
      const others = run.othersOf?.(losses);
      logEpoch(log, { step: training.steps, losses: run.lossesOf(losses), others, look });
      if (!isFinite(losses)) refuseLosses(losses.epoch, run.lossesOf(losses), name, words);
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
function saveInterrupted(
  { training, checkpoint }: Pick<TrainingRun<unknown, unknown, EpochRecord>, "training" | "checkpoint">,
  { name, epochs }: RunOptions,
): void {
  const isSaved = checkpoint.save();
  const place = `step ${training.steps} of ${training.totalSteps ?? epochs * training.stepsPerEpoch}`;
  const words = isSaved
    ? ", saved. Run the cell again to resume."
    : "; its losses are not finite and are not saved. Run the cell again to resume from the last checkpoint.";
  console.log(`${name}: interrupted after ${place}${words}`);
}

function refuseLosses(
  epoch: number,
  losses: Readonly<Record<string, number>>,
  name: string,
  { what, remedy }: { readonly what: string; readonly remedy: string },
): never {
  const found = Object.entries(losses).map(([loss, value]) => `${loss} ${value}`);
  return fail(
    `train ${what} ${name}`,
    `in epoch ${epoch} the losses are ${found.join(", ")}`,
    "finite numbers",
    `Lower ${remedy}; the last checkpoint is kept.`,
  );
}
