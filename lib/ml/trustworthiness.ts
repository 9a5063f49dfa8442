import { range } from "../core/arrays";
import { fail } from "../core/errors";
import { squaredDistances, type Multiply } from "./distances";
import { type Matrix, type Vectors } from "./vectors";

/**
 * How far the neighbours in a plot are also neighbours among the vectors: 1 minus a penalty for every point among the k nearest of
 * another in the embedding that is not so in the original space, by how far out it ranks there.
 *
 * @param original n vectors
 * @param embedding the n points in the plane, in the same order
 * @param k neighbours looked at, 1 <= k < n / 2
 * @param multiply how distances of large sets are computed
 * @returns 0..1, higher is better; about 0.5 for a random embedding
 * @throws RangeError for unequal numbers or a k out of range
 * Source: Venna & Kaski 2001; ranks start at 1, as in scikit-learn.
 */
export function trustworthiness(original: Vectors, embedding: Vectors, k = 10, multiply?: Multiply): number {
  const n = original.n;
  if (embedding.n !== n || !Number.isInteger(k) || k < 1 || k >= n / 2)
    fail(
      "compute trustworthiness",
      `k = ${k}, ${n} vectors, ${embedding.n} points in the plane`,
      "a point for each vector and 1 <= k < n / 2",
      "Lower k or embed more points.",
      RangeError,
    );
  const inOriginal = squaredDistances(original, original, multiply);
  const inPlane = squaredDistances(embedding, embedding);
  const rank = new Float64Array(n);
  let penalty = 0;
  for (let i = 0; i < n; i++) {
    neighbours(inOriginal, i).forEach((j, position) => (rank[j] = position + 1));
    for (const j of neighbours(inPlane, i).slice(0, k)) penalty += Math.max(0, rank[j]! - k);
  }
  return 1 - (2 * penalty) / (n * k * (2 * n - 3 * k - 1));
}

/** All other points, nearest first, equals in their order. */
function neighbours({ rows, values }: Matrix, i: number): number[] {
  const line = values.subarray(i * rows, (i + 1) * rows);
  return range(rows)
    .filter((j) => j !== i)
    .sort((a, b) => line[a]! - line[b]! || a - b);
}
