import type * as tfjs from "@tensorflow/tfjs";
import type { Random } from "../core";
import type { ImageSet } from "../data/image-set";
import { tf } from "../engine";
import { shuffledBatches, type OrderState } from "./shuffled-batches";

/** Indices of one batch after the other, which can be put back. */
export interface Order {
  /** @returns int32 (batch), which the caller disposes */
  take(): tfjs.Tensor1D;
  state(): OrderState;
  restore(state: OrderState): void;
}

/** A shuffled order of a set's images, without end: `shuffledBatches` as tensors. */
export function openOrder(set: ImageSet<"train" | "synthetic">, batchSize: number, random: Random): Order {
  let batches = shuffledBatches(set, batchSize, random);
  return {
    take: () => tf.tensor1d(batches.take(), "int32"),
    state: () => batches.state(),
    restore: (state) => {
      batches = shuffledBatches(set, batchSize, random, state);
    },
  };
}
