import type * as tfjs from "@tensorflow/tfjs";
import { stream } from "../../core";
import type { ImageSet } from "../../data/image-set";
import { tf } from "../../engine";
import { gather, imageTensor } from "../image-tensor";
import { openOrder } from "../open-order";
import { purposeDraws } from "../purpose-draws";
import type { OrderState } from "../shuffled-batches";
import { oneHot } from "../with-classes";
import { addNoise, noiseTables } from "./denoising-loss";
import { cosineSchedule } from "./noise-schedule";
import { diffusionTimes } from "./diffusion-sampler";
import { shiftAndMirror, type ShiftAndMirror } from "./shift-and-mirror";

/** Share of the images that are shown without their class, so that the model can draw without one. */
const withoutClass = 0.1;

/** What the denoiser is shown, and the noise that it should find. */
export interface DiffusionBatch {
  /** Noisy images, times, classes and "none". */
  readonly inputs: readonly tfjs.Tensor[];
  readonly eps: tfjs.Tensor;
}

/** State for a checkpoint. */
export interface DiffusionBatchesState {
  readonly order: OrderState;
  readonly draws: Readonly<Record<Purpose, number>>;
}

const purposes = ["time", "noise", "class", "shift"] as const;
type Purpose = (typeof purposes)[number];

/** Makes the batches of one training, one random stream for each purpose. */
export interface DiffusionBatches {
  /** Indices of the next batch, which the caller disposes. */
  take(): tfjs.Tensor1D;
  /** The batch itself; recorded, each call of the graph draws a new one. Disposed by a tidy. */
  batch(indices: tfjs.Tensor1D): DiffusionBatch;
  state(): DiffusionBatchesState;
  restore(state: DiffusionBatchesState): void;
  dispose(): void;
}

/** @param classes number of classes */
export function openDiffusionBatches(
  train: ImageSet<"train">,
  options: ShiftAndMirror & { readonly batchSize: number; readonly classes: number },
  seed: number,
  name: string,
): DiffusionBatches {
  const drawings = purposeDraws(purposes, seed, `diffusion/${name}`);
  const drawn = drawings.of;
  const images = imageTensor(train);
  const classes = oneHot(train.labels, options.classes);
  const tables = noiseTables(cosineSchedule(diffusionTimes));
  const order = openOrder(train, options.batchSize, stream(seed, "diffusion", name, "order"));
  return {
    take: () => order.take(),
    batch: (indices) => {
      const x0 = shiftAndMirror(gather(images, indices), drawn.shift, options);
      const n = x0.shape[0];
      const t = drawn.time.integers([n], 0, diffusionTimes);
      const eps = drawn.noise.normal(x0.shape);
      const none = drawn.class.chance([n, 1], withoutClass);
      const told = tf.concat([tf.mul(tf.gather(classes, indices), tf.sub(1, none)), none], 1);
      const times = tf.reshape(tf.cast(t, "float32"), [n, 1]);
      return { inputs: [addNoise(tables, x0, eps, t), times, told], eps };
    },
    state: () => ({ order: order.state(), draws: drawings.positions() }),
    restore: (state) => {
      order.restore(state.order);
      drawings.restore(state.draws);
    },
    dispose: () => {
      tf.dispose([images, classes, tables.signal, tables.noise]);
      drawings.dispose();
    },
  };
}
