import { range } from "../../core/arrays";
import { squaredDistances } from "../../ml/distances";
import type { Vectors } from "../../ml/vectors";

/** Candidates in the order in which they were chosen, and how well each prefix covers. */
export interface FarthestOrder {
  readonly order: readonly number[];
  /**
   * One per choice: the largest distance of a candidate from the nearest start or chosen one, once that many are chosen.
   * It never rises.
   */
  readonly radii: readonly number[];
}

/**
 * The candidates that lie farthest from what there is already, one after the other; of equally far ones the first. It
 * takes the worst images first: discard them before.
 *
 * @param candidates n vectors
 * @param start vectors that are there already, at least one: the real images
 * @param count 0 .. n
 * @returns `count` indices of candidates; the first m of them are the choice of m
 * Source: Gonzalez 1985, "Clustering to minimize the maximum intercluster distance", at most twice the smallest radius.
 */
export function chooseFarthest(candidates: Vectors, start: Vectors, count: number): FarthestOrder {
  const between = squaredDistances(candidates, candidates).values;
  const toStart = squaredDistances(candidates, start);
  const nearest = Float64Array.from(range(candidates.n), (i) =>
    toStart.values
      .subarray(i * start.n, (i + 1) * start.n)
      .reduce((least, d) => Math.min(least, d), Infinity),
  );
  const isChosen = new Uint8Array(candidates.n);
  const order: number[] = [];
  const radii: number[] = [];
  while (order.length < Math.min(count, candidates.n)) {
    let next = -1;
    for (let i = 0; i < candidates.n; i++)
      if (!isChosen[i] && (next < 0 || nearest[i]! > nearest[next]!)) next = i;
    isChosen[next] = 1;
    order.push(next);
    for (let i = 0; i < candidates.n; i++)
      nearest[i] = Math.min(nearest[i]!, between[next * candidates.n + i]!);
    radii.push(Math.sqrt(nearest.reduce((most, d) => Math.max(most, d), 0)));
  }
  return { order, radii };
}
