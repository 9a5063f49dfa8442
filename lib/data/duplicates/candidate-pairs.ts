import { mean } from "../../core/arrays";
import { innerProducts, type Multiply } from "../../ml/distances";
import type { Vectors } from "../../ml/vectors";
import type { Slice } from "../dataset";
import { orient, orientations } from "./orient";
import { sides, viewPairs, type View } from "./view";

/** Two slices that look alike, in the views and orientation in which they do most. */
export interface CandidatePair {
  /** Indices in the data set, i before j. */
  readonly i: number;
  readonly j: number;
  /** Which of their views. */
  readonly views: readonly [number, number];
  /** Orientation that lays j on i. */
  readonly orientation: number;
  /** Correlation of the unaligned 24 x 24 pixels. */
  readonly score: number;
}

/** Partners of an image that are compared closely; of an image of a second set, which may be one of thousands. */
const most = { ofOwn: 16, ofSecond: 2 } as const;

/** Numbers that one block of comparisons holds at a time. */
const blockSize = 2e6;

/** What is compared, and by which multiplication. */
export interface PairSearch {
  /**
   * Compares only images before this index with those from it on: two sets behind each other. Each image of the second has
   * few partners of its own then: a copy of an image of the first is among the many of that one.
   */
  readonly between?: number | undefined;
  /** Computes the products of large sets. */
  readonly multiply?: Multiply | undefined;
}

/** Each image's most similar others at first sight, each pair once; and all pairs equal pixel by pixel. */
export function candidatePairs(
  slices: readonly Slice[],
  views: readonly (readonly View[])[],
  { between, multiply }: PairSearch = {},
): CandidatePair[] {
  const ways = waysToLook(views);
  const rows = between ?? slices.length;
  const best: CandidatePair[][] = slices.map(() => []);
  const equal: CandidatePair[] = [];
  const height = Math.max(1, Math.floor(blockSize / slices.length));
  for (let from = 0; from < rows; from += height) {
    const to = Math.min(rows, from + height);
    const others = { from: between ?? from, to: slices.length };
    const found = bestWays(ways, { from, to }, others, multiply);
    for (let i = from; i < to; i++)
      for (let j = Math.max(others.from, between === undefined ? i + 1 : 0); j < slices.length; j++) {
        if (areEqual(slices[i]!, slices[j]!)) {
          equal.push({ i, j, views: viewPairs[0], orientation: 0, score: 1 });
          continue;
        }
        const at = (i - from) * (others.to - others.from) + j - others.from;
        const { views, orientation } = ways[found.way[at]!]!;
        const pair = { i, j, views, orientation, score: found.score[at]! };
        keepBest(best[i]!, pair, most.ofOwn);
        keepBest(best[j]!, pair, between === undefined ? most.ofOwn : most.ofSecond);
      }
  }
  const chosen = new Map(best.flat().map((p) => [p.i * slices.length + p.j, p]));
  return [...equal, ...chosen.values()];
}

/** Views of two images and an orientation: all first images, and all second ones turned, one per row. */
interface WayToLook extends Pick<CandidatePair, "views" | "orientation"> {
  readonly first: Vectors;
  readonly second: Vectors;
}

function waysToLook(all: readonly (readonly View[])[]): WayToLook[] {
  const looks = all.map((views) => views.map((view) => standardize(view.coarse())));
  const dim = sides.coarse ** 2;
  const rows = (look: (views: readonly Float32Array[]) => Float32Array): Vectors => {
    const values = new Float32Array(looks.length * dim);
    looks.forEach((views, i) => values.set(look(views), i * dim));
    return { n: looks.length, dim, values };
  };
  const upright = all[0]?.map((_, view) => rows((views) => views[view]!)) ?? [];
  const turned = upright.map((_, view) =>
    orientations.map((_, orientation) => rows((views) => orient(views[view]!, sides.coarse, orientation))),
  );
  if (upright.length === 0) return [];
  return viewPairs.flatMap((views) =>
    orientations.map((_, orientation) => ({
      views,
      orientation,
      first: upright[views[0]]!,
      second: turned[views[1]]![orientation]!,
    })),
  );
}

interface Span {
  readonly from: number;
  readonly to: number;
}

/** Of each pair of a block the way in which the two are most alike, by its index, and how much. */
function bestWays(
  ways: readonly WayToLook[],
  rows: Span,
  others: Span,
  multiply: Multiply | undefined,
): { readonly way: Uint8Array; readonly score: Float64Array } {
  const size = (rows.to - rows.from) * (others.to - others.from);
  const way = new Uint8Array(size);
  const score = new Float64Array(size).fill(-1);
  ways.forEach(({ first, second }, index) => {
    const { values } = innerProducts(part(first, rows), part(second, others), multiply);
    for (let at = 0; at < size; at++)
      if (values[at]! > score[at]!) {
        score[at] = values[at]!;
        way[at] = index;
      }
  });
  return { way, score };
}

/** Rows of a set as a view, not a copy. */
function part({ dim, values }: Vectors, { from, to }: Span): Vectors {
  return { n: to - from, dim, values: values.subarray(from * dim, to * dim) };
}

/** Whether two slices have the same pixels. */
export function areEqual(a: Slice, b: Slice): boolean {
  return a.width === b.width && a.height === b.height && Buffer.compare(a.grey, b.grey) === 0;
}

/** Keeps a pair among the `most` best of one image. */
function keepBest(list: CandidatePair[], pair: CandidatePair, most: number): void {
  if (list.length === most && pair.score <= list[most - 1]!.score) return;
  const at = list.findIndex((p) => p.score < pair.score);
  list.splice(at < 0 ? list.length : at, 0, pair);
  if (list.length > most) list.pop();
}

/** Mean 0 and length 1; all zeros for an even image, which resembles nothing. */
function standardize(pixels: Float32Array): Float32Array {
  const middle = mean(pixels);
  const length = Math.sqrt(pixels.reduce((sum, v) => sum + (v - middle) ** 2, 0));
  return pixels.map((value) => (length < 1e-9 ? 0 : (value - middle) / length));
}
