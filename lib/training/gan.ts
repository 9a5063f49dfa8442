import { readFileSync } from "node:fs";
import { join } from "node:path";
import { fail, progress, sha256, stream, writeJson } from "../core";
import type { ImageSet, Label } from "../data/image-set";
import type { GanSpec } from "../models";
import { readCheckpoint, removeCheckpoint, writeCheckpoint } from "./checkpoint";
import type { GanOptions } from "./gan-options";
import { ganTraining, type EpochLosses, type GanState, type GanTraining } from "./gan-training";
import { saveKeras } from "./h5";
import { images } from "./sample";
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
  /** The folder of generator.h5 and discriminator.h5. */
  readonly folder: string;
  /** SHA-256 of generator.h5. */
  readonly hash: string;
}

/** Where a training stands, for a live figure. */
export interface GanProgress {
  readonly epoch: number;
  readonly epochs: number;
  readonly history: readonly EpochLosses[];
  /** n images of the averaged generator, always of the same latents: (n, size, size, 1) in [-1, 1]. */
  samples(n: number): Float32Array;
}

/**
 * Trains one class's GAN on training images only, and writes generator.h5 and discriminator.h5 (Keras' format; the
 * discriminator with the published sigmoid, the generator averaged over the steps), gan.json beside them. A training
 * that was interrupted goes on from its last checkpoint, bit by bit as if it had not been.
 *
 * @param train images of one class
 * @param watch called after each epoch; may be slow only rarely
 * @throws Error when a loss is not finite: names the epoch; the last checkpoint stays
 * Source: the paper, section 4.2 ("hemorrhage/non-hemorrhage images are separately trained and generated").
 */
export async function trainGan(
  train: ImageSet<"train">,
  spec: GanSpec,
  options: GanOptions,
  watch: (at: GanProgress) => void | Promise<void> = () => undefined,
): Promise<TrainedGan> {
  const label = oneClass(train);
  const file = join(options.folder, "checkpoint.bin");
  const { folder: _, ...what } = options;
  const text = [spec.generator, spec.discriminator].map(String);
  const key = sha256(JSON.stringify([spec, text, what, train.foldId, train.ids, train.size]));
  const training = ganTraining(train, spec, options);
  try {
    const kept = readCheckpoint<GanState>(file, key);
    if (typeof kept !== "string") {
      await training.restore(kept);
      console.log(
        `${options.name}: goes on after epoch ${training.history.length} of an interrupted training`,
      );
    } else if (kept !== "none") console.log(`${options.name}: starts anew, the checkpoint there is ${kept}`);
    await epochs(training, spec, options, watch, () =>
      training.save().then((c) => writeCheckpoint(file, key, c)),
    );
    const gan = await written(training, train, label, spec, options);
    removeCheckpoint(file);
    return gan;
  } finally {
    training.dispose();
  }
}

async function epochs(
  training: GanTraining,
  spec: GanSpec,
  options: GanOptions,
  watch: (at: GanProgress) => void | Promise<void>,
  save: () => Promise<void>,
): Promise<void> {
  const { name, seed } = options;
  const shown = progress(`DCGAN ${name}`, options.epochs, training.history.length);
  const samples = (n: number): Float32Array => {
    training.settle();
    return images(training.average, stream(seed, "gan", name, "grid"), spec.latentDim, n);
  };
  while (training.history.length < options.epochs) {
    const losses = await training.epoch();
    if (![losses.discriminator, losses.generator, losses.penalty].every(Number.isFinite))
      fail(
        `train the GAN of ${name}`,
        `in epoch ${losses.epoch} the losses are ${losses.discriminator}, ${losses.generator}, penalty ${losses.penalty}`,
        "finite numbers",
        "Lower gan.learningRate or gan.penaltyWeight; the last checkpoint is kept.",
        RangeError,
      );
    if (losses.epoch % options.checkpointEvery === 0) await save();
    const words = `D ${losses.discriminator.toFixed(3)}  G ${losses.generator.toFixed(3)}  penalty ${losses.penalty.toFixed(3)}`;
    await watch({ epoch: losses.epoch, epochs: options.epochs, history: training.history, samples });
    shown.at(losses.epoch, words);
  }
}

async function written(
  training: GanTraining,
  train: ImageSet<"train">,
  label: Label,
  spec: GanSpec,
  options: GanOptions,
): Promise<TrainedGan> {
  const { folder } = options;
  training.settle();
  await saveKeras(training.average, join(folder, "generator.h5"));
  await saveKeras(training.discriminator, join(folder, "discriminator.h5"), { finalActivation: "sigmoid" });
  const count = (model: { trainableWeights: { shape: (number | null)[] }[] }): number =>
    model.trainableWeights.reduce((sum, w) => sum + w.shape.reduce<number>((a, b) => a * (b ?? 1), 1), 0);
  const gan: TrainedGan = {
    spec: spec.name,
    name: options.name,
    label,
    foldId: train.foldId,
    trainIds: train.ids,
    seed: options.seed,
    size: train.size,
    latentDim: spec.latentDim,
    steps: options.epochs * training.stepsPerEpoch,
    parameters: { generator: count(training.average), discriminator: count(training.discriminator) },
    history: training.history,
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
      "images of both classes",
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
