import { range } from "../core/arrays";
import { progress } from "../core/progress";
import type { Multiply } from "../ml/distances";
import { nearestNeighbours } from "../ml/nearest-neighbours";
import { rowsAt, type Vectors } from "../ml/vectors";
import type { Preprocessed } from "./dataset";

/** Share of images whose nearest other image has the same label. */
export interface NearestNeighbour {
  readonly correct: number;
  readonly n: number;
  readonly accuracy: number;
}

/** Pairs of images, by their ids, that may not be each other's neighbour, as `duplicates` finds them. */
export type BarredPairs = readonly { readonly a: string; readonly b: string }[];

/** Number of images from which progress is shown, and how many are classified between two signs of it. */
const [longWork, block] = [1000, 300];

/**
 * Classifies each image by its nearest other one in pixel space (leave-one-out): a baseline without a network. A
 * classifier below it has learned nothing; a high value hints at duplicates and slices of the same scan.
 *
 * @param options.without pairs that may not be each other's neighbour
 * @param options.multiply of large sets; the neighbours are the same
 */
export function oneNearestNeighbour(
  preprocessed: Preprocessed,
  { without = [], multiply }: { without?: BarredPairs; multiply?: Multiply | undefined } = {},
): NearestNeighbour {
  return oneNearestNeighbourWithout(preprocessed, [without], multiply)[0]!;
}

/**
 * `oneNearestNeighbour` without each list of pairs: all images are compared once, and once more only those whose
 * neighbour is barred.
 */
export function oneNearestNeighbourWithout(
  { dataset: { slices }, pixels, size }: Preprocessed,
  lists: readonly BarredPairs[],
  multiply?: Multiply,
): NearestNeighbour[] {
  const n = slices.length;
  const all = { n, dim: size * size, values: pixels };
  const indexOf = new Map(slices.map((s, i) => [s.id, i]));
  const nearest = nearestOfAll(all, multiply);
  return lists.map((pairs) => {
    const barred = new Set(
      pairs.flatMap(({ a, b }) => {
        const [i, j] = [indexOf.get(a), indexOf.get(b)];
        return i === undefined || j === undefined ? [] : [i * n + j, j * n + i];
      }),
    );
    const again = range(n).filter((i) => barred.has(i * n + nearest[i]!));
    const isAllowed = (k: number, j: number): boolean => again[k] !== j && !barred.has(again[k]! * n + j);
    const others = nearestNeighbours(rowsAt(all, again), all, { isAllowed, multiply }).index;
    const index = [...nearest];
    again.forEach((i, k) => (index[i] = others[k]!));
    const correct = slices.filter((s, i) => s.label === slices[index[i]!]?.label).length;
    return { correct, n, accuracy: correct / n };
  });
}

/** The nearest other image of each one; -1 of a single one. */
function nearestOfAll(all: Vectors, multiply: Multiply | undefined): number[] {
  const { n, dim, values } = all;
  const shown = n < longWork ? undefined : progress("nearest neighbours", n);
  return range(Math.ceil(n / block)).flatMap((k) => {
    const [from, to] = [k * block, Math.min(n, (k + 1) * block)];
    const part = { n: to - from, dim, values: values.subarray(from * dim, to * dim) };
    const { index } = nearestNeighbours(part, all, { isAllowed: (i, j) => from + i !== j, multiply });
    shown?.at(to);
    return index;
  });
}
