import { range, stream } from "../core";

/**
 * The order in which training images are shown where batch norm's statistics are taken, without end: each pass over them is a
 * new shuffle, always the same ones. So each batch has the mixture of classes that training batches have; in the order of the
 * set, which may be sorted by class, a batch could be of one class alone.
 * @param count images, 1 or more
 * @returns their indices
 */
export function* statisticsOrder(count: number): Generator<number, never> {
  const random = stream(0, "statistics order", count);
  for (;;) yield* random.shuffle(range(count));
}
