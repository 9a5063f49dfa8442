import { fail, isInterrupted, progress, stopWhenInterrupted, deferInterrupt } from "../core";
import { tf } from "../engine";
import type { GanCheckpoint } from "./gan-checkpoint";
import type { EpochLosses } from "./epoch-losses";
import type { GanOptions } from "./gan-options";
import type { GanProgress, GanWatcher } from "./gan-progress";
import type { GanTraining } from "./gan-training";

/**
 * Takes all steps that are left. A step is never torn by an interrupt: it ends the training after the step in progress.
 * @throws KeyboardInterrupt when interrupted; RangeError when a loss is not finite
 */
export async function takeSteps(
  training: GanTraining,
  options: GanOptions,
  checkpoint: GanCheckpoint,
  watcher: GanWatcher,
  now: () => GanProgress,
): Promise<void> {
  const { name, epochs, checkpointEvery } = options;
  const line = watcher.showsProgress ? undefined : progress(`DCGAN ${name}`, epochs, training.history.length);
  while (training.history.length < epochs) {
    const losses = await deferInterrupt(async () => {
      const done = training.step();
      await tf.nextFrame(); // lets an interrupt in
      if (isInterrupted()) await watcher.stopped?.(now()); // before the kernel ends the cell
      return done;
    });
    if (losses) {
      checkFinite(losses, name);
      if (losses.epoch % checkpointEvery === 0) await deferInterrupt(() => checkpoint.save());
    }
    await watcher.step(now());
    if (losses) {
      await watcher.epoch(now());
      line?.at(losses.epoch, words(losses, now()));
    }
    stopWhenInterrupted();
  }
}

/** Keeps an interrupted training as it stands, and says so: `await deferInterrupt(() => ...)` gets this done at once. */
export function saveInterrupted(
  training: GanTraining,
  { name, epochs }: GanOptions,
  checkpoint: GanCheckpoint,
): void {
  const isSaved = checkpoint.save();
  const place = `step ${training.steps} of ${epochs * training.stepsPerEpoch}`;
  const words = isSaved
    ? ", saved. Run the cell again to go on from there."
    : "; its losses are not finite and are not saved. Run the cell again to go on from the last checkpoint.";
  console.log(`${name}: interrupted after ${place}${words}`);
}

function checkFinite({ epoch, discriminator, generator, penalty }: EpochLosses, name: string): void {
  if ([discriminator, generator, penalty].every(Number.isFinite)) return;
  fail(
    `train the GAN of ${name}`,
    `in epoch ${epoch} the losses are ${discriminator}, ${generator}, penalty ${penalty}`,
    "finite numbers",
    "Lower gan.learningRate or gan.penaltyWeight; the last checkpoint is kept.",
    RangeError,
  );
}

function words({ discriminator, generator, penalty }: EpochLosses, at: GanProgress): string {
  const losses = `D ${discriminator.toFixed(3)}  G ${generator.toFixed(3)}  penalty ${penalty.toFixed(3)}`;
  return [losses, ...at.alarms().map((alarm) => `! ${alarm.kind}`)].join("  ");
}
