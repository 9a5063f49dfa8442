import { nearestOthers } from "../ml/nearest-neighbours";
import type { Preprocessed } from "./dataset";

/** Share of images whose nearest other image has the same label. */
export interface NearestNeighbour {
  readonly correct: number;
  readonly n: number;
  readonly accuracy: number;
}

/**
 * Classifies each image by its nearest other one in pixel space (leave-one-out): a baseline without a network. A
 * classifier below it has learned nothing; a high value hints at duplicates and slices of the same scan.
 *
 * @param options.without pairs that may not be each other's neighbour, as `duplicates` finds them
 */
export function oneNearestNeighbour(
  { dataset, pixels, size }: Preprocessed,
  { without = [] }: { without?: readonly { readonly a: string; readonly b: string }[] } = {},
): NearestNeighbour {
  const { slices } = dataset;
  const n = slices.length;
  const indexOf = new Map(slices.map((s, i) => [s.id, i]));
  const barred = new Set(
    without.flatMap(({ a, b }) => {
      const [i, j] = [indexOf.get(a), indexOf.get(b)];
      return i === undefined || j === undefined ? [] : [i * n + j, j * n + i];
    }),
  );
  const { index } = nearestOthers({ n, dim: size * size, values: pixels }, (i, j) => !barred.has(i * n + j));
  const correct = slices.filter((s, i) => s.label === slices[index[i] ?? -1]?.label).length;
  return { correct, n, accuracy: correct / n };
}
