import { readFileSync } from "node:fs";
import { join } from "node:path";
import { fail, sha256, stream, writeJson } from "../../core";
import type { ImageSet } from "../../data/image-set";
import { buildWhole, initialize, kerasParts, paramCount, type PgganSpec } from "../../models";
import { assertTrainable } from "../assert-trainable";
import { checkObjective } from "../check-objective";
import { assertMismatchWeight } from "../boxes/assert-mismatch-weight";
import { eventLog } from "../event-log/event-log";
import { lossesOf } from "../epoch-losses";
import { ganCheckpoint } from "../gan-checkpoint";
import type { GanProgress, GanWatcher } from "../gan-progress";
import { assertSavable } from "../keras/assert-savable";
import { saveKeras } from "../keras/h5";
import { networkText } from "../network-text";
import { runTraining, silentWatcher } from "../run-training";
import { recordTimeLapse } from "../time-lapse";
import type { TrainedGan } from "../trained-gan";
import { writeUntrained } from "../untrained";
import { checkGrowingNetworks } from "./check-growing-networks";
import { recordGrowth } from "./growth-samples";
import type { GrowthSchedule } from "./growth-schedule";
import { weightStream } from "./growing-pair";
import { kerasGenerator } from "./keras-generator";
import { refuseForeignOptions } from "./refuse-foreign-options";
import {
  progressiveTraining,
  type ProgressiveOptions,
  type ProgressiveTraining,
} from "./progressive-training";
import { stageImages } from "./stage-images";

/** Options of a growing training; `epochs` follows from the schedule. */
export interface PgganOptions extends ProgressiveOptions {
  /** Samples that are kept at each moment of `growthMoments`; 400 by default. */
  readonly samplesKept?: number;
}

/** What a growing training is given. */
export interface PgganTask {
  /** Images of one class. */
  readonly train: ImageSet<"train">;
  readonly spec: PgganSpec;
  readonly schedule: GrowthSchedule;
  readonly options: PgganOptions;
  /** Maps (n, size, size, 1) of the images' boxes: 1 inside, 0 outside; of a pair that has boxes. */
  readonly boxes?: Float32Array;
}

/**
 * Trains a growing pair on one class as `trainGan` trains one of fixed size, and writes generator.h5 (averaged over the
 * steps, as layers of Keras, at the last side), gan.json and samples of each side. Interrupted and called again it resumes, bit by
 * bit. There is no discriminator.h5: Keras has no layer for its minibatch statistic.
 *
 * @throws before any training RangeError where schedule, images and batch do not fit, TypeError for images of another part,
 *   and for networks that do not fit a stage, InputError for options that it does not have (`refuseForeignOptions`) and for a loss that
 *   teaches nothing (`checkObjective`); InputError when a loss is not finite; KeyboardInterrupt
 * Source: Karras et al. 2018; one pair per class as Han et al. 2018, section III.
 */
export async function trainPggan(task: PgganTask, watcher: GanWatcher = silentWatcher): Promise<TrainedGan> {
  const { train, spec, schedule, boxes } = task;
  refuseTask(task);
  const options = withWholeBatches(task);
  const training = progressiveTraining(train, spec, schedule, options, boxes);
  const made = { ...spec, schedule, boxes: boxes && sha256(Buffer.from(boxes.buffer)) };
  const kept = { folder: options.folder, batchSize: options.batchSize, count: options.samplesKept ?? 400 };
  const log = eventLog(options.logs);
  return runTraining(
    {
      training,
      checkpoint: ganCheckpoint(training, train, made, options, { networks: grownTexts(spec, train.size) }),
      watcher: recordGrowth(recordTimeLapse(watcher, options.folder, 1, log), training, schedule, kept),
      now: () => progressOf(training, train, options),
      save: () => saveTrained(training, task, options),
      lossesOf,
      log,
      words: {
        line: "PGGAN",
        what: "the PGGAN of",
        remedy: "gan.learningRate",
        losses: ({ discriminator, generator, penalty }) =>
          `${stageText(training)}  D ${discriminator.toFixed(3)}  G ${generator.toFixed(3)}  penalty ${penalty.toFixed(3)}`,
      },
    },
    options,
  );
}

/** The text of both networks at the last side, where all layers are. */
function grownTexts(spec: PgganSpec, side: number): string[] {
  return [spec.generator, spec.discriminator].map((build) => {
    const network = build({ side, isFading: false });
    const text = networkText(network);
    network.dispose();
    return text;
  });
}

/** `16 x 16, 40 % faded in` */
function stageText({ phase: { side, isFading }, alpha }: ProgressiveTraining): string {
  return `${side} x ${side}${isFading ? `, ${Math.round(alpha * 100)} % faded in` : ""}`;
}

/** Batches of whole groups of 4 for the minibatch statistic, and epochs enough for the schedule. */
function withWholeBatches({ train, schedule, options }: PgganTask): PgganOptions {
  const most = Math.min(options.batchSize, train.ids.length);
  const batchSize = most < 4 ? most : most - (most % 4);
  const stepsPerEpoch = Math.ceil(train.ids.length / batchSize);
  const epochs = Math.ceil(schedule.images / batchSize / stepsPerEpoch);
  return { ...options, batchSize, epochs };
}

function refuseTask({ train, spec, schedule, options, boxes }: PgganTask): void {
  const action = `train the PGGAN of ${options.name}`;
  refuseForeignOptions(action, options);
  if (schedule.size !== train.size)
    fail(
      action,
      `a schedule to ${schedule.size} x ${schedule.size} and images of ${train.size} x ${train.size}`,
      "the same side",
      "Give growthSchedule the images' size.",
      RangeError,
    );
  assertTrainable(action, train);
  for (const [name, value, remedy] of [
    ["batchSize", options.batchSize, "Give 8, or another multiple of 4."],
    ["maps", spec.maps, "Give pggan() 64, or another number of channels."],
    ["latentDim", spec.latentDim, "Give pggan() as many as maps, or another length of its latents."],
  ] as const)
    if (!Number.isSafeInteger(value) || value < 1)
      fail(action, `${name} ${value}`, "a whole number above 0", remedy, RangeError);
  assertMismatchWeight(action, options.mismatchWeight ?? 0);
  const written = buildWhole(() => spec.generator({ side: train.size, isFading: false }, kerasParts));
  assertSavable(written, written);
  written.dispose();
  const expected = spec.hasBoxes ? train.pixels.length : 0;
  if ((boxes?.length ?? 0) !== expected)
    fail(
      action,
      `${boxes?.length ?? 0} pixels of boxes`,
      `${expected}, a map per image of a pair that has boxes`,
      "Give pggan hasBoxes together with the task's boxes.",
      RangeError,
    );
  checkGrowingNetworks(action, spec, schedule);
  checkObjective(options, train.size, action);
}

function progressOf(
  training: ProgressiveTraining,
  train: ImageSet<"train">,
  { name, epochs, batchSize }: PgganOptions,
): GanProgress {
  const { history, changes, steps } = training;
  return {
    name,
    epoch: history.length,
    epochs,
    step: steps,
    steps: Math.max(steps, epochs * training.stepsPerEpoch),
    batchSize,
    history,
    changes,
    heldOut: [],
    train,
    currentEpochLosses: () => training.currentEpochLosses(),
    samples: (n) => enlarge(training.samples(n), training.phase.side, train.size),
    alarms: () => [], // they are of losses whose zero means something
  };
}

/** Images at a larger side, each pixel as a block. */
function enlarge(pixels: Float32Array, side: number, size: number): Float32Array {
  const factor = size / side;
  const all = new Float32Array(pixels.length * factor ** 2);
  for (let i = 0; i < all.length; i++) {
    const [image, y, x] = [Math.floor(i / size ** 2), Math.floor((i % size ** 2) / size), i % size];
    all[i] = pixels[image * side ** 2 + Math.floor(y / factor) * side + Math.floor(x / factor)]!;
  }
  return all;
}

async function saveTrained(
  training: ProgressiveTraining,
  { train, spec, schedule }: PgganTask,
  options: PgganOptions,
): Promise<TrainedGan> {
  const { folder, name, seed } = options;
  const { pair } = training;
  const generator = kerasGenerator(spec, train.size, pair.ema);
  await saveKeras(generator, join(folder, "generator.h5"));
  generator.dispose();
  const gan: TrainedGan = {
    spec: spec.name,
    loss: options.loss.name,
    penalty: options.penalty.name,
    name,
    label: train.labels[0]!,
    foldId: train.foldId,
    trainIds: train.ids,
    seed,
    size: train.size,
    latentDim: spec.latentDim,
    steps: training.steps,
    parameters: {
      generator: paramCount(pair.networks.generator).trainable,
      discriminator: paramCount(pair.networks.discriminator).trainable,
    },
    history: training.history,
    changes: training.changes,
    folder,
    hash: sha256(readFileSync(join(folder, "generator.h5"))),
    growth: { schedule, batchSize: options.batchSize },
  };
  const fresh = spec.generator(pair.phase);
  initialize(fresh, weightStream(options, "generator", train.size), "normal 1");
  const random = stream(seed, "generate", name, "untrained");
  const { latentDim } = spec;
  writeUntrained(gan, (_, n) =>
    stageImages(fresh, { latents: random.normals(n * latentDim), latentDim, boxes: pair.boxes }),
  );
  fresh.dispose();
  writeJson(join(folder, "gan.json"), { ...gan, folder: undefined });
  return gan;
}
