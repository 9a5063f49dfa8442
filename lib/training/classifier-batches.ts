import type * as tfjs from "@tensorflow/tfjs";
import { restored, stream, type Random } from "../core";
import type { ImageSet } from "../data/image-set";
import { tf } from "../engine";

/** Where the order of images stands, for a checkpoint. */
export interface OrderState {
  readonly random: readonly number[];
  /** Places that come next. */
  readonly rest: readonly number[];
}

/** Gives the places of one batch after the other. */
export interface Endless {
  take(): number[];
  state(): OrderState;
}

/** Batches without end: each pass over the images is a new shuffle, and a batch may span two passes. */
export function endless(
  set: ImageSet<"train" | "synthetic">,
  batchSize: number,
  fresh: Random,
  from?: OrderState,
): Endless {
  const random = from ? restored(from.random) : fresh;
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

/** All images once, in batches of equal size. */
export function* inOrder(set: ImageSet<"train" | "synthetic">, batchSize: number): Generator<tfjs.Tensor4D> {
  // shuffled, so that each batch has the mixture that training batches have
  const order = stream(0, "statistics order", set.ids.length).shuffle(set.ids.map((_, i) => i));
  const full = Math.min(batchSize, order.length); // equal batches; a rest that does not fill one is left out
  for (let at = 0; at + full <= order.length; at += full) yield batch(set, order.slice(at, at + full));
}

/** The images at some places as a tensor. */
export function batch(set: ImageSet<"train" | "synthetic">, places: readonly number[]): tfjs.Tensor4D {
  const area = set.size * set.size;
  const pixels = new Float32Array(places.length * area);
  places.forEach((p, i) => pixels.set(set.pixels.subarray(p * area, (p + 1) * area), i * area));
  return tf.tensor4d(pixels, [places.length, set.size, set.size, 1]);
}
