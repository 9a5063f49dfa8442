import type * as tfjs from "@tensorflow/tfjs";
import { existsSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { fail, range, readJson, sha256, stream, writeAtomic, writeJson, type Run } from "../core";
import { boxMaps } from "../data/boxes/box-map";
import type { BoundingBox } from "../data/boxes/bounding-box";
import { imageSet, type ImageSet } from "../data/image-set";
import type { Label } from "../data/label";
import { tf } from "../engine";
import { generatorSpec, initialize, paramCount, type GanSpec } from "../models";
import type { EpochLosses } from "./epoch-losses";
import type { GanChange } from "./gan-changes";
import { allClasses } from "./gan-jobs";
import { ganFolder, type GanOptions } from "./gan-options";
import type { GanTraining } from "./gan-training";
import type { Ending, HeldOutPoint } from "./judge-curve";
import type { HeldOutLooks } from "./held-out-looks";
import { sampleImages, type Condition } from "./sample-images";
import { saveKeras } from "./keras/h5";
import { withKerasNorms } from "./keras/with-keras-norms";
import type { DenoisingPoint } from "./diffusion/judge-denoising";
import { denoiserFile } from "./diffusion/denoiser-file";
import type { SamplingOptions } from "./diffusion/diffusion-sampler";
import type { GrowthSchedule } from "./progressive/growth-schedule";
import { recomputeStatistics } from "./recompute-statistics";
import { boxTensor } from "./boxes/condition-boxes";
import { drawBoxes } from "./boxes/draw-boxes";
import { oneHot, withClasses } from "./with-classes";
import { withReferenceBatch } from "./with-reference-batch";

/** A trained generator as it lies on disk, a pair of networks or a diffusion model; holds no tensor. */
export interface TrainedGan {
  readonly spec: string;
  /** Names of its loss and of its penalty; "off" without one. A diffusion model's discriminator has 0 parameters and loss 0. */
  readonly loss: string;
  readonly penalty: string;
  readonly name: string;
  /** Its class; of a conditional one the class that it is asked for, see `ofEachClass`. */
  readonly label: Label;
  /** Of a conditional one, which draws all classes: their names by label. */
  readonly classes?: readonly string[];
  /** Of one told boxes: those of its training images, after which the boxes of its images are drawn. */
  readonly boxes?: readonly (readonly BoundingBox[])[];
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
  /** Looks at held-out images while it trained; none where nothing was measured, or by an earlier version. */
  readonly heldOut?: readonly HeldOutPoint[];
  /** The same of a diffusion model. */
  readonly denoising?: readonly DenoisingPoint[];
  /** Why its training ended, and which of its generators generator.h5 is. */
  readonly ending?: Ending;
  /** The folder of generator.h5 and discriminator.h5, or of denoiser.bin. */
  readonly folder: string;
  /** SHA-256 of generator.h5; of a diffusion model, of denoiser.bin. */
  readonly hash: string;
  /** Latents of the reference batch whose statistics generator.h5 holds, of virtual batch norm; absent: without. */
  readonly referenceBatch?: number;
  /** Of a diffusion model: its width, and how it is sampled. Absent: a pair of networks. */
  readonly diffusion?: SamplingOptions & { readonly width: number };
  /** Of a growing pair: its schedule, and the images of a step. Absent: it did not grow. There is no discriminator.h5. */
  readonly growth?: { readonly schedule: GrowthSchedule; readonly batchSize: number };
}

/**
 * Writes generator.h5 (averaged over the steps), discriminator.h5 (with the loss's final activation), gan.json and
 * images of the untrained generator into the training's folder.
 * @param train the images that the generator saw
 * @param label their class
 * @param heldOut which generator to save
 */
export async function saveTrainedGan(
  training: GanTraining,
  train: ImageSet<"train">,
  label: Label,
  spec: GanSpec,
  options: GanOptions,
  heldOut: Pick<HeldOutLooks<HeldOutPoint>, "curve" | "finish">,
): Promise<TrainedGan> {
  const { folder } = options;
  const ending = heldOut.finish();
  training.recomputeStatistics();
  await saveGenerator(training.ema, options);
  const putBack = training.divideKernels();
  try {
    await saveKeras(training.discriminator, join(folder, "discriminator.h5"), {
      finalActivation: options.loss.finalActivation,
    });
  } finally {
    putBack();
  }
  const gan: TrainedGan = {
    spec: spec.name,
    loss: options.loss.name,
    penalty: options.penaltyWeight === 0 ? "off" : options.penalty.name,
    name: options.name,
    label,
    ...(spec.conditional && { classes: options.classes ?? [] }),
    ...(spec.hasBoxes && { boxes: options.boxes ?? [] }),
    ...(options.referenceBatch > 0 && { referenceBatch: options.referenceBatch }),
    foldId: train.foldId,
    trainIds: train.ids,
    seed: options.seed,
    size: train.size,
    latentDim: spec.latentDim,
    steps: training.steps,
    parameters: {
      generator: paramCount(training.ema).trainable,
      discriminator: paramCount(training.discriminator).trainable,
    },
    history: training.history,
    changes: training.changes,
    heldOut: heldOut.curve,
    ending,
    folder,
    hash: sha256(readFileSync(join(folder, "generator.h5"))),
  };
  writeUntrainedPair(gan, train, spec, options);
  writeJson(join(folder, "gan.json"), { ...gan, folder: undefined });
  return gan;
}

/** Virtual batch norms are written as layers that Keras has. */
async function saveGenerator(
  generator: tfjs.LayersModel,
  { referenceBatch, folder }: GanOptions,
): Promise<void> {
  const file = join(folder, "generator.h5");
  if (referenceBatch === 0) return saveKeras(generator, file);
  const ofKeras = withKerasNorms(generator);
  await saveKeras(ofKeras, file).finally(() => ofKeras.dispose());
}

/** A trained GAN as one per class: itself, or a conditional one asked for each of its classes. */
export function ofEachClass(gan: TrainedGan): TrainedGan[] {
  return gan.classes?.map((name, label) => ({ ...gan, name, label })) ?? [gan];
}

/**
 * How `sampleImages` is asked for a GAN's class, or for images at boxes drawn after those of training; undefined where it knows
 * one class only and no boxes.
 * @param purpose names the random stream of the boxes, as in `generate`
 */
export function conditionOf(gan: TrainedGan, count: number, purpose = "arms"): Condition | undefined {
  const { classes, label, boxes, size } = gan;
  if (boxes) return { maps: boxMaps(drawBoxes(gan, count, purpose), size) };
  return classes && { classes: classes.length, labels: range(count).map(() => label) };
}

/**
 * The trained GAN of one class, as notebook 02 left it in the run folder; of a conditional pair the one of all classes,
 * asked for this one.
 * @throws InputError when it is missing, or its generator.h5 is not the one it was saved with
 */
export function openGan(run: Run, name: string): TrainedGan {
  const { conditional } = generatorSpec(run.settings);
  const folder = ganFolder(run, conditional ? allClasses : name);
  const remedy = "Run notebook 02-train-dcgan first.";
  const whole = { ...readJson<TrainedGan>(join(folder, "gan.json"), remedy), folder };
  const asked = conditional ? ofEachClass(whole).find((one) => one.name === name) : whole;
  const gan =
    asked ?? fail("open a trained GAN", `${folder} has no class "${name}"`, "a GAN of this data set", remedy);
  const file = gan.diffusion ? denoiserFile(folder) : join(folder, "generator.h5");
  if (!existsSync(file))
    fail("open a trained GAN", `no file ${file}`, "the generator of notebook 02", remedy);
  if (sha256(readFileSync(file)) !== gan.hash)
    fail(
      "open a trained GAN",
      `${file} is not the file that gan.json describes`,
      "the file of one training",
      "Run notebook 02-train-dcgan again.",
    );
  return gan;
}

/** The GANs that notebook 02 left in the run folder, one per class; none where one is missing. */
export function findGans(run: Run, classes: readonly string[]): TrainedGan[] {
  const { conditional } = generatorSpec(run.settings);
  const isThere = (name: string): boolean =>
    existsSync(join(ganFolder(run, conditional ? allClasses : name), "gan.json"));
  return classes.every(isThere) ? classes.map((name) => openGan(run, name)) : [];
}

const count = 400;
const fileOf = (gan: TrainedGan): string => join(gan.folder, "untrained.f32");

/**
 * Saves 400 images (of each class, where it draws several) of the same generator before any training: a measure must
 * distinguish them from the trained one's.
 * @param draw images of the class that the condition names, where the generator knows several: one class after the other; of
 *   one told boxes at those of its training images in turn
 */
export function writeUntrained(
  gan: TrainedGan,
  draw: (condition: Condition | undefined, count: number) => Float32Array,
): void {
  const pixels = ofEachClass(gan).map((one) => draw(conditionOf(one, count), count));
  writeAtomic(fileOf(gan), Buffer.concat(pixels.map(({ buffer }) => new Uint8Array(buffer))));
}

/** The images of an untrained pair, its batch norm set as for a trained one. */
function writeUntrainedPair(
  gan: TrainedGan,
  train: ImageSet<"train">,
  spec: GanSpec,
  options: GanOptions,
): void {
  const classes = gan.classes?.length;
  const generator = withReferenceBatch(spec.generator(gan.size, classes), train, spec, options);
  initialize(generator, stream(gan.seed, "gan", gan.name, "generator", "weights"), spec.initialization);
  const random = stream(gan.seed, "generate", gan.name, "untrained");
  const z = tf.tensor2d(random.normals(100 * gan.latentDim), [100, gan.latentDim]);
  const mixed = range(100).map((i) => i % (classes ?? 1));
  const ofClass = classes === undefined ? undefined : oneHot(mixed, classes);
  const { boxes } = gan;
  const told =
    boxes &&
    boxTensor(
      range(100).map((i) => boxes[i % boxes.length]!),
      gan.size,
    );
  recomputeStatistics(generator, [withClasses(z, told ?? ofClass)]); // a pass that keeps a reference batch's, too
  writeUntrained(gan, (condition, n) => {
    const ofBoxes = boxes && {
      maps: boxMaps(
        range(n).map((i) => boxes[i % boxes.length]!),
        gan.size,
      ),
    };
    return sampleImages(generator, random, gan.latentDim, n, ofBoxes ?? condition);
  });
  generator.dispose();
}

/** The images that `writeUntrained` saved. */
export function openUntrained(gan: TrainedGan): ImageSet<"synthetic"> {
  const file = fileOf(gan);
  if (!existsSync(file))
    fail(
      "open the untrained generator's images",
      `no file ${file}`,
      "the file of notebook 02",
      "Run notebook 02-train-dcgan again.",
    );
  const all = new Float32Array(Uint8Array.from(readFileSync(file)).buffer);
  const first = gan.classes === undefined ? 0 : gan.label * count * gan.size ** 2;
  return imageSet("synthetic", {
    foldId: gan.foldId,
    seen: gan.trainIds,
    ids: Array.from({ length: count }, (_, i) => `${gan.name}-untrained-${i}`),
    labels: Array.from({ length: count }, () => gan.label),
    size: gan.size,
    pixels: all.subarray(first, first + count * gan.size ** 2),
  });
}
