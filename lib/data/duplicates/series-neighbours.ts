import { range, sum } from "../../core/arrays";
import { compareNaturally } from "../../core/compare-naturally";
import type { Dataset } from "../dataset";
import { seriesCues, sizeCues } from "./series-cues";

/** Shares of the pairs of strangers that are as alike as two linked neighbours, at most: in all cues, and in those but the sizes. */
const levels = { all: 0.01, withoutSizes: 0.05 };
/** Images of whose pairs it is learned how alike strangers are, at most: spread evenly over the set. */
const mostCompared = 400;

/**
 * Neighbours in file order that may be of one scan or of one figure: such slices are saved one after the other, with one size,
 * window, noise and field of view. `duplicates` cannot find most of these pairs, as they show different anatomy. Cautious:
 * strangers are linked too, about one in a hundred neighbours, more where a set's neighbours share their size for another reason.
 *
 * How alike two images are in a cue is counted in ranks among pairs that lie at least a quarter of the set apart, and so is
 * the sum of the ranks' logarithms: nothing is assumed of the cues' distributions or of what they have in common. A set whose
 * files are in no order has hardly such neighbours; one of fewer than some twenty images has none.
 *
 * @returns pairs of ids
 * Source: Fisher's combination of p values, with its distribution taken from the far pairs.
 */
export function seriesNeighbours({ slices }: Dataset): { readonly a: string; readonly b: string }[] {
  const ordered = slices.toSorted((a, b) => compareNaturally(a.source, b.source));
  const strangers = farPairs(ordered.length);
  if (strangers.length === 0) return [];
  const cues = ordered.map(seriesCues);
  const distances = (i: number, j: number): number[] =>
    cues[i]!.map((one, cue) => distance(one, cues[j]![cue]!));
  const isAlike = likeness(strangers.map(([i, j]) => distances(i, j)));
  return range(ordered.length - 1)
    .filter((i) => isAlike(distances(i, i + 1)))
    .map((i) => ({ a: ordered[i]!.id, b: ordered[i + 1]!.id }));
}

/** Pairs at least a quarter of the set apart, of at most `mostCompared` images. */
function farPairs(count: number): [number, number][] {
  const compared = range(Math.min(count, mostCompared)).map((k) =>
    Math.floor((k * count) / Math.min(count, mostCompared)),
  );
  const apart = Math.max(2, count / 4);
  return compared.flatMap((i) => compared.filter((j) => j - i >= apart).map((j): [number, number] => [i, j]));
}

/** Whether a pair, by its distances in each cue, is more alike than strangers are. @param strangers distances of such pairs */
function likeness(strangers: readonly (readonly number[])[]): (distances: readonly number[]) => boolean {
  const sortAscending = (values: readonly number[]): Float64Array => Float64Array.from(values).sort();
  const byCue = strangers[0]!.map((_, cue) => sortAscending(strangers.map((of) => of[cue]!)));
  const ranks = (of: readonly number[]): number[] => of.map((d, cue) => Math.log(shareUpTo(byCue[cue]!, d)));
  const logRanks = strangers.map(ranks);
  const all = sortAscending(logRanks.map(sum));
  const withoutSizes = sortAscending(logRanks.map((of) => sum(of.slice(sizeCues))));
  return (distances) => {
    const own = ranks(distances);
    return (
      shareUpTo(all, sum(own)) <= levels.all &&
      shareUpTo(withoutSizes, sum(own.slice(sizeCues))) <= levels.withoutSizes
    );
  };
}

function distance(a: readonly number[], b: readonly number[]): number {
  let squares = 0;
  for (let k = 0; k < a.length; k++) squares += (a[k]! - b[k]!) ** 2;
  return Math.sqrt(squares);
}

/** Share of values not above x, x itself counted among them: never 0. */
function shareUpTo(sorted: Float64Array, x: number): number {
  let [low, high] = [0, sorted.length];
  while (low < high) {
    const middle = (low + high) >> 1;
    if (sorted[middle]! <= x) low = middle + 1;
    else high = middle;
  }
  return (low + 1) / (sorted.length + 1);
}
