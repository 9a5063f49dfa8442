import { restoreStream, type Random } from "../core";
import type { ImageSet } from "../data/image-set";

/** State of the order of images, for a checkpoint. */
export interface OrderState {
  readonly random: readonly number[];
  /** Indices that come next. */
  readonly rest: readonly number[];
}

/** The indices of one batch after the other. */
export interface ShuffledBatches {
  take(): number[];
  state(): OrderState;
}

/** Batches without end: each pass over the images is a new shuffle, and a batch may span two passes. */
export function shuffledBatches(
  set: ImageSet<"train" | "synthetic">,
  batchSize: number,
  fresh: Random,
  from?: OrderState,
): ShuffledBatches {
  const random = from ? restoreStream(from.random) : fresh;
  let order = [...(from?.rest ?? [])];
  return {
    take: () => {
      while (order.length < batchSize) order = [...order, ...random.shuffle(set.ids.map((_, i) => i))];
      const now = order.slice(0, batchSize);
      order = order.slice(batchSize);
      return now;
    },
    state: () => ({ random: random.state(), rest: order }),
  };
}
