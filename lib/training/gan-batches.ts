import type * as tfjs from "@tensorflow/tfjs";
import { restoreStream, stream, type Random } from "../core/random";
import type { BoundingBox } from "../data/boxes/bounding-box";
import type { ImageSet } from "../data/image-set";
import { tf, type Draws } from "../engine";
import { adaptiveAugmentation, type AdaptiveAugmentation } from "./augmentation/adaptive-augmentation";
import { augmentation, type AugmentationName } from "./augmentation/augmentation";
import { boxTensor } from "./boxes/box-tensor";
import { nextInBatch } from "./boxes/next-in-batch";
import { gather, imageTensor } from "./image-tensor";
import { epochBatches } from "./epoch-batches";
import { boundaryOf } from "./combinations";
import { nonSaturating, type GanLoss } from "./gan-loss";
import type { GanPenalty } from "./gan-penalty";
import type { GanBatch } from "./gan-batch";
import { purposeDraws } from "./purpose-draws";
import { oneHot } from "./with-classes";

/** Options of the batches, besides the images. */
export interface BatchOptions {
  readonly batchSize: number;
  readonly latentDim: number;
  /** Probability that a target of the discriminator is inverted. */
  readonly flipProbability: number;
  /** What a real image's target is less than 1; by default 0. */
  readonly smoothing?: number;
  /** Number of classes of a conditional pair; by default its batches hold no classes. */
  readonly classes?: number | undefined;
  /** Of a pair told boxes: those of each training image; by default its batches hold none. */
  readonly boxes?: readonly (readonly BoundingBox[])[] | undefined;
  /** See `augmentation`, or "adaptive", see `adaptiveAugmentation`; by default nothing. */
  readonly augmentation?: readonly AugmentationName[] | "adaptive" | undefined;
  /** Of the whole training, and its loss: what an adaptive augmentation is steered by. */
  readonly epochs?: number | undefined;
  readonly loss?: GanLoss | undefined;
  /** Whose `mix` is drawn; by default one number per image. */
  readonly penalty?: GanPenalty | undefined;
}

/** Inputs of a step: indices into the training set; noise, targets and latents are drawn inside the step. */
export interface BatchIndices extends tfjs.NamedTensorMap {
  /** Which images, (batch). */
  readonly indices: tfjs.Tensor1D;
  /** Standard deviation of the instance noise. */
  readonly noise: tfjs.Scalar;
}

const purposes = ["latent", "noise", "flips", "mix", "augment"] as const;
type Purpose = (typeof purposes)[number];

/** The batches' random state, also in the middle of an epoch; for a checkpoint. */
export interface BatchesState {
  readonly random: readonly number[];
  /** The present epoch's order of images, as indices into the training set. */
  readonly order: readonly number[];
  /** Batches of the present epoch made so far. */
  readonly step: number;
  /** Draws made, by purpose. */
  readonly draws: Readonly<Record<Purpose, number>>;
  /** Of an adaptive augmentation. */
  readonly adaptive?: readonly number[];
}

/** Makes the batches of one GAN's training, one random stream for each purpose. */
export interface GanBatches {
  /** Steps in an epoch: the last batch is smaller where it does not come out even, see `epochBatches`. */
  readonly stepsPerEpoch: number;
  /**
   * The indices of the next epoch's batches, in a new order, or of the rest of a partly finished epoch; the caller
   * disposes each. @param noise sd of the instance noise at a step of the epoch
   */
  epoch(noise: (step: number) => number): Generator<BatchIndices>;
  /** The batch itself; recorded, each call of the graph draws a new one. Disposed by a tidy. */
  batch(indices: BatchIndices): GanBatch;
  /** Changes images as the step's other ones, each its own way; undefined where nothing is to be done. */
  readonly augment: ((images: tfjs.Tensor4D) => tfjs.Tensor4D) | undefined;
  /** What `augment` follows, where it is adaptive: shown the discriminator's outputs for real images after each step. */
  readonly adaptive: AdaptiveAugmentation | undefined;
  /** A copy of the state after the batch made last. */
  state(): BatchesState;
  /** Puts back what `state` gave; a partly finished epoch is resumed by `epoch`. */
  restore(state: BatchesState): void;
  dispose(): void;
}

/** @param train of the training part only: images of one class, or of all with `classes` */
export function openGanBatches(
  train: ImageSet<"train">,
  options: BatchOptions,
  seed: number,
  name: string,
): GanBatches {
  const { batchSize, latentDim, flipProbability, smoothing = 0, classes, boxes, penalty } = options;
  const drawings = purposeDraws(purposes, seed, `gan/${name}`);
  const drawn = drawings.of;
  const all = imageTensor(train);
  const allClasses = classes === undefined ? undefined : oneHot(train.labels, classes);
  const maps = boxes && boxTensor(boxes, train.size);
  const adaptive = adaptiveOf(options, train.ids.length);
  let random: Random = stream(seed, "gan", name, "order");
  let order: readonly number[] = [];
  let made = 0;
  const mixShape = (n: number) =>
    penalty?.mixes === "pixel" ? [n, train.size, train.size, 1] : [n, 1, 1, 1];
  const bounds = epochBatches(train.ids.length, batchSize);
  const stepsPerEpoch = bounds.length - 1;
  return {
    stepsPerEpoch,
    *epoch(noise) {
      if (made === 0) order = random.shuffle(train.ids.map((_, i) => i));
      while (made < stepsPerEpoch) {
        const indices = order.slice(bounds[made], bounds[made + 1]);
        const sd = noise(made++);
        yield { indices: tf.tensor1d(indices, "int32"), noise: tf.scalar(sd) };
      }
      made = 0;
    },
    batch: ({ indices, noise }) => {
      const n = indices.shape[0];
      const latent = () => drawn.latent.normal([n, latentDim]) as tfjs.Tensor2D;
      const noisy = () => tf.mul<tfjs.Tensor4D>(drawn.noise.normal([n, train.size, train.size, 1]), noise);
      /** |usual - flipped|: 1 becomes 0 and 0 becomes 1. */
      const targets = (usual: number) =>
        tf.abs(tf.sub(usual, drawn.flips.chance([n, 1], flipProbability))) as tfjs.Tensor as tfjs.Tensor2D;
      return {
        real: gather(all, indices),
        latentD: latent(),
        latentG: latent(),
        noiseReal: noisy(),
        noiseFake: noisy(),
        noiseG: noisy(),
        targetsReal: smoothing === 0 ? targets(1) : tf.mul(targets(1), 1 - smoothing),
        targetsFake: targets(0),
        mix: drawn.mix.uniform(mixShape(n)) as tfjs.Tensor4D,
        ...(allClasses && { classes: tf.gather(allClasses, indices) }),
        ...(maps && {
          boxes: gather(maps, indices),
          otherBoxes: gather(maps, nextInBatch(indices, train.ids.length)),
        }),
      };
    },
    augment: augmentOf(options, adaptive, drawn.augment),
    adaptive,
    state: () => ({
      random: random.state(),
      order,
      step: made,
      draws: drawings.positions(),
      ...(adaptive && { adaptive: adaptive.state() }),
    }),
    restore: (state) => {
      random = restoreStream(state.random);
      order = state.order;
      made = state.step;
      drawings.restore(state.draws);
      if (state.adaptive) adaptive?.restore(state.adaptive);
    },
    dispose: () => {
      all.dispose();
      allClasses?.dispose();
      maps?.dispose();
      adaptive?.dispose();
      drawings.dispose();
    },
  };
}

/**
 * Its p may go from 0 to 1 within an eighth of the images that a training shows, within 5,000 at least: the published 500,000
 * are more than a small set's whole training.
 */
function adaptiveOf(
  { augmentation: name, loss = nonSaturating, epochs = 1, ...targets }: BatchOptions,
  images: number,
): AdaptiveAugmentation | undefined {
  if (name !== "adaptive") return undefined;
  return adaptiveAugmentation({
    boundary: boundaryOf(loss, targets),
    thousands: Math.max(5, (epochs * images) / 8000),
  });
}

function augmentOf(
  { augmentation: names = [] }: BatchOptions,
  adaptive: AdaptiveAugmentation | undefined,
  drawn: Draws,
): GanBatches["augment"] {
  if (adaptive) return (images) => adaptive.augment(images, drawn);
  if (names === "adaptive" || names.length === 0) return undefined;
  const augmented = augmentation(names);
  return (images) => augmented(images, drawn);
}
