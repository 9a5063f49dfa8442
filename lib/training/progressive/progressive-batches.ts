import type * as tfjs from "@tensorflow/tfjs";
import { stream } from "../../core";
import type { ImageSet } from "../../data/image-set";
import { doubleSide, halveSide, tf } from "../../engine";
import { fade, type GrowthStage } from "../../models";
import { nextInBatch } from "../boxes/next-in-batch";
import { gather, imageTensor } from "../image-tensor";
import { openOrder } from "../open-order";
import { purposeDraws } from "../purpose-draws";
import type { OrderState } from "../shuffled-batches";
import type { ProgressiveBatch } from "./progressive-step";

const purposes = ["latentD", "latentG", "mix"] as const;
type Purpose = (typeof purposes)[number];

/** State for a checkpoint. */
export interface ProgressiveBatchesState {
  readonly order: OrderState;
  readonly draws: Readonly<Record<Purpose, number>>;
}

/** All training images at a stage's side, and the maps of their boxes; the caller disposes them. */
export interface StageImages extends tfjs.NamedTensorMap {
  readonly images: tfjs.Tensor4D;
}

/** Makes the batches of one training, one random stream for each purpose. */
export interface ProgressiveBatches {
  /** Indices of the next batch, which the caller disposes. */
  take(): tfjs.Tensor1D;
  /** The means of blocks of pixels. */
  atSide(side: number): StageImages;
  /**
   * The batch itself; recorded, each call of the graph draws a new one. Disposed by a tidy.
   * @param alpha share of the new layers; real images are blended as fakes are, or their sharpness would give them away
   */
  batch(of: StageImages, stage: GrowthStage, indices: tfjs.Tensor1D, alpha: tfjs.Scalar): ProgressiveBatch;
  state(): ProgressiveBatchesState;
  restore(state: ProgressiveBatchesState): void;
  dispose(): void;
}

/**
 * @param boxes maps (n, size, size, 1) of the images' boxes, of a pair that has boxes
 * Source: Karras et al. 2018, section 2 and appendix A (real images are interpolated too).
 */
export function openProgressiveBatches(
  train: ImageSet<"train">,
  boxes: Float32Array | undefined,
  { batchSize, latentDim }: { readonly batchSize: number; readonly latentDim: number },
  seed: number,
  name: string,
): ProgressiveBatches {
  const drawings = purposeDraws(purposes, seed, `pggan/${name}`);
  const drawn = drawings.of;
  const order = openOrder(train, batchSize, stream(seed, "pggan", name, "order"));
  const shrunk = (pixels: Float32Array, side: number): tfjs.Tensor4D =>
    tf.tidy(() => {
      let all: tfjs.Tensor = imageTensor({ ...train, pixels });
      for (let now = train.size; now > side; now /= 2) all = halveSide(all);
      return all as tfjs.Tensor4D;
    });
  return {
    take: () => order.take(),
    atSide: (side) => ({
      images: shrunk(train.pixels, side),
      ...(boxes && { boxes: shrunk(boxes, side) }),
    }),
    batch: (of, { isFading }, indices, share) => {
      const images = gather(of.images, indices);
      const n = images.shape[0];
      const blended = isFading ? fade(images, doubleSide(halveSide(images)), share) : images;
      const latents = (purpose: "latentD" | "latentG"): tfjs.Tensor2D =>
        drawn[purpose].normal([n, latentDim]) as tfjs.Tensor2D;
      const maps = of["boxes"] as tfjs.Tensor4D | undefined;
      return {
        real: blended as tfjs.Tensor4D,
        latentD: latents("latentD"),
        latentG: latents("latentG"),
        mix: drawn.mix.uniform([n, 1, 1, 1]) as tfjs.Tensor4D,
        ...(isFading && { alpha: tf.mul<tfjs.Tensor2D>(tf.ones([n, 1]), share) }),
        ...(maps && {
          boxes: gather(maps, indices),
          otherBoxes: gather(maps, nextInBatch(indices, train.ids.length)),
        }),
      };
    },
    state: () => ({ order: order.state(), draws: drawings.positions() }),
    restore: (state) => {
      order.restore(state.order);
      drawings.restore(state.draws);
    },
    dispose: () => drawings.dispose(),
  };
}
