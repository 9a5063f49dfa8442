import { mean } from "../../core/arrays";
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

/** Partners of an image that are compared closely. */
const most = 16;

/**
 * Each image's most similar others at first sight, each pair once; and all pairs equal pixel by pixel.
 * @param between compares only images before this index with those from it on: two sets behind each other
 */
export function candidatePairs(
  slices: readonly Slice[],
  views: readonly (readonly View[])[],
  between?: number,
): CandidatePair[] {
  const looks = views.map((both) => both.map((view) => standardize(view.coarse)));
  const turned = looks.map((both) =>
    both.map((look) => orientations.map((_, orientation) => orient(look, sides.coarse, orientation))),
  );
  const best: CandidatePair[][] = slices.map(() => []);
  const equal: CandidatePair[] = [];
  for (let i = 0; i < (between ?? slices.length); i++)
    for (let j = between ?? i + 1; j < slices.length; j++) {
      if (areEqual(slices[i]!, slices[j]!)) {
        equal.push({ i, j, views: viewPairs[0], orientation: 0, score: 1 });
        continue;
      }
      let found: CandidatePair = { i, j, views: viewPairs[0], orientation: 0, score: -1 };
      for (const views of viewPairs)
        turned[j]![views[1]]!.forEach((other, orientation) => {
          const score = product(looks[i]![views[0]]!, other);
          if (score > found.score) found = { i, j, views, orientation, score };
        });
      for (const place of [i, j]) keepBest(best[place]!, found);
    }
  const chosen = new Map(best.flat().map((p) => [p.i * slices.length + p.j, p]));
  return [...equal, ...chosen.values()];
}

/** Whether two slices have the same pixels. */
export function areEqual(a: Slice, b: Slice): boolean {
  return a.width === b.width && a.height === b.height && Buffer.compare(a.grey, b.grey) === 0;
}

/** Keeps a pair among the best of one image. */
function keepBest(list: CandidatePair[], pair: CandidatePair): void {
  if (list.length === most && pair.score <= list[most - 1]!.score) return;
  const at = list.findIndex((p) => p.score < pair.score);
  list.splice(at < 0 ? list.length : at, 0, pair);
  if (list.length > most) list.pop();
}

/** Inner product; 1 for equal standardized images. */
function product(a: Float32Array, b: Float32Array): number {
  let sum = 0;
  for (let k = 0; k < a.length; k++) sum += a[k]! * b[k]!;
  return sum;
}

/** Mean 0 and length 1; all zeros for an even image, which resembles nothing. */
function standardize(pixels: Float32Array): Float32Array {
  const middle = mean(pixels);
  const length = Math.sqrt(pixels.reduce((sum, v) => sum + (v - middle) ** 2, 0));
  return pixels.map((value) => (length < 1e-9 ? 0 : (value - middle) / length));
}
