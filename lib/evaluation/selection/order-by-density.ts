import { mean, range } from "../../core/arrays";
import { squaredDistances } from "../../ml/distances";
import type { Vectors } from "../../ml/vectors";

/**
 * Candidates from the most to the least typical: by the mean distance from their nearest other candidates, equal ones in
 * the given order.
 *
 * @param candidates n vectors
 * @param k number of neighbours that count, at most the n - 1 others
 * @returns all indices
 */
export function orderByDensity(candidates: Vectors, k = 5): number[] {
  const { n } = candidates;
  const { values } = squaredDistances(candidates, candidates);
  const reach = range(n).map((i) => {
    const others = values.slice(i * n, (i + 1) * n).filter((_, j) => j !== i);
    return n < 2 ? 0 : mean(others.sort().subarray(0, k).map(Math.sqrt));
  });
  return range(n).sort((a, b) => reach[a]! - reach[b]! || a - b);
}
