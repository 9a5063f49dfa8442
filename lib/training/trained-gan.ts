import { range } from "../core";
import { boxMaps } from "../data/boxes/box-map";
import type { BoundingBox } from "../data/boxes/bounding-box";
import { imageSet, type ImageSet } from "../data/image-set";
import type { Label } from "../data/label";
import { drawBoxes } from "./boxes/draw-boxes";
import type { SamplingOptions } from "./diffusion/diffusion-sampler";
import type { DenoisingPoint } from "./diffusion/judge-denoising";
import type { EpochLosses } from "./epoch-losses";
import type { GanChange } from "./gan-changes";
import type { Ending, HeldOutPoint } from "./judge-curve";
import type { GrowthSchedule } from "./progressive/growth-schedule";
import type { Condition } from "./sample-images";

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

/** Images that a trained GAN drew of its class, which have seen what it has seen. @param pixels (ids, size, size, 1) in [-1, 1] */
export function makeSynthetic(
  { foldId, trainIds, label, size }: TrainedGan,
  ids: readonly string[],
  pixels: Float32Array,
): ImageSet<"synthetic"> {
  return imageSet("synthetic", { foldId, seen: trainIds, ids, labels: ids.map(() => label), size, pixels });
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
