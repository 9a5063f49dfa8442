import { readFileSync } from "node:fs";
import { join } from "node:path";
import { fail, isInterruption, sha256, deferInterrupt, writeJson } from "../core";
import type { ImageSet } from "../data/image-set";
import type { Label } from "../data/label";
import { paramCount, type GanSpec } from "../models";
import { cachedResult, cacheResult } from "./cached-result";
import type { GanChange } from "./gan-changes";
import { ganCheckpoint } from "./gan-checkpoint";
import { saveInterrupted, takeSteps } from "./gan-loop";
import type { EpochLosses } from "./epoch-losses";
import type { GanOptions } from "./gan-options";
import { ganProgress, type GanProgress, type GanWatcher } from "./gan-progress";
import { ganTraining, type GanTraining } from "./gan-training";
import { saveKeras } from "./keras/h5";
import { writeUntrained } from "./untrained";

/** A trained pair of networks as it lies on disk; holds no tensor. */
export interface TrainedGan {
  readonly spec: string;
  readonly name: string;
  readonly label: Label;
  readonly foldId: string;
  /** Every image the generator saw. None of them may be in a test set. */
  readonly trainIds: readonly string[];
  readonly seed: number;
  readonly size: number;
  readonly latentDim: number;
  readonly steps: number;
  readonly parameters: { readonly generator: number; readonly discriminator: number };
  readonly history: readonly EpochLosses[];
  /** Values that were changed when an interrupted training went on; none when it ran with one set of values. */
  readonly changes: readonly GanChange[];
  /** The folder of generator.h5 and discriminator.h5. */
  readonly folder: string;
  /** SHA-256 of generator.h5. */
  readonly hash: string;
}

/**
 * Trains one class's GAN on training images only, and writes generator.h5 and discriminator.h5 (Keras' format; the
 * discriminator with the loss's final activation, by default the published sigmoid; the generator averaged over the steps), gan.json beside them.
 *
 * Interrupted (the running cell's signal), it ends after the step in progress, when its checkpoint is written; called
 * again it goes on from there, bit by bit as if it had not been interrupted. Learning rate, penalty, noise, averaging and
 * the number of epochs may be others then: the history and gan.json say from which epoch on.
 *
 * @param train images of one class
 * @param watch called after each epoch, may be slow only rarely; or a live view, told of each step too
 * @throws TypeError when the networks do not fit the images, before any training; RangeError when a loss is not finite:
 * names the epoch, and the last checkpoint stays; KeyboardInterrupt
 * Source: the paper, section 4.2 ("hemorrhage/non-hemorrhage images are separately trained and generated").
 */
export async function trainGan(
  train: ImageSet<"train">,
  spec: GanSpec,
  options: GanOptions,
  watch: GanWatcher | ((at: GanProgress) => void | Promise<void>) = () => undefined,
): Promise<TrainedGan> {
  const label = oneClass(train);
  const watcher: GanWatcher =
    typeof watch === "function" ? { showsProgress: false, step: () => undefined, epoch: watch } : watch;
  const training = ganTraining(train, spec, options);
  const checkpoint = ganCheckpoint(training, train, spec, options);
  try {
    const before = cachedResult<TrainedGan>(options.folder, checkpoint.key, options.name);
    if (before) return before;
    await checkpoint.open();
    await takeSteps(training, options, checkpoint, watcher, () =>
      ganProgress(training, train, spec, options),
    );
    const gan = await deferInterrupt(() => saveTrainedGan(training, train, label, spec, options));
    checkpoint.remove();
    cacheResult(options.folder, checkpoint.key, gan);
    return gan;
  } catch (error) {
    if (isInterruption(error) && training.canCheckpoint && training.steps > 0)
      await deferInterrupt(() => saveInterrupted(training, options, checkpoint));
    throw error;
  } finally {
    training.dispose();
  }
}

async function saveTrainedGan(
  training: GanTraining,
  train: ImageSet<"train">,
  label: Label,
  spec: GanSpec,
  options: GanOptions,
): Promise<TrainedGan> {
  const { folder } = options;
  training.recalibrateBatchNorm();
  await saveKeras(training.average, join(folder, "generator.h5"));
  await saveKeras(training.discriminator, join(folder, "discriminator.h5"), {
    finalActivation: options.loss.finalActivation,
  });
  const gan: TrainedGan = {
    spec: spec.name,
    name: options.name,
    label,
    foldId: train.foldId,
    trainIds: train.ids,
    seed: options.seed,
    size: train.size,
    latentDim: spec.latentDim,
    steps: training.steps,
    parameters: {
      generator: paramCount(training.average).trainable,
      discriminator: paramCount(training.discriminator).trainable,
    },
    history: training.history,
    changes: training.changes,
    folder,
    hash: sha256(readFileSync(join(folder, "generator.h5"))),
  };
  writeUntrained(gan, spec);
  writeJson(join(folder, "gan.json"), { ...gan, folder: undefined });
  return gan;
}

function oneClass(train: ImageSet<"train">): Label {
  const [first] = train.labels;
  const action = "train a GAN";
  if (first === undefined || train.labels.length < 2)
    return fail(
      action,
      `${train.labels.length} training images`,
      "at least 2",
      "Add images of this class.",
      RangeError,
    );
  if (train.labels.some((l) => l !== first))
    return fail(
      action,
      "images of several classes",
      "one GAN a class",
      "Give it withLabel(split.train, 1).",
      RangeError,
    );
  if ((train.role as string) !== "train")
    return fail(
      action,
      `images of the ${train.role} part`,
      "training images",
      "Give it split.train.",
      TypeError,
    );
  return first;
}
