import { fail } from "../core/errors";
import { squaredDistances, type Multiply } from "./distances";
import type { Vectors } from "./vectors";

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
  const [inOriginal, inPlane] = [
    squaredDistances(original, original, multiply),
    squaredDistances(embedding, embedding),
  ];
  let penalty = 0;
  for (let i = 0; i < n; i++) {
    const distances = inOriginal.values.subarray(i * n, (i + 1) * n);
    for (const j of nearest(inPlane.values.subarray(i * n, (i + 1) * n), i, k))
      penalty += Math.max(0, rankOf(j, distances, i) - k);
  }
  return 1 - (2 * penalty) / (n * k * (2 * n - 3 * k - 1));
}

/** The k points nearest to point i, of equally near ones the first. */
function nearest(distances: Float64Array, i: number, k: number): Int32Array {
  const found = new Int32Array(k);
  const near = new Float64Array(k).fill(Infinity);
  for (let j = 0; j < distances.length; j++) {
    const distance = distances[j]!;
    if (distance >= near[k - 1]! || j === i) continue;
    let at = k - 1; // the k nearest so far, in order
    for (; at > 0 && near[at - 1]! > distance; at--) {
      near[at] = near[at - 1]!;
      found[at] = found[at - 1]!;
    }
    near[at] = distance;
    found[at] = j;
  }
  return found;
}

/** Which neighbour of point i point j is, 1 for the nearest; of equally near ones the first comes first. */
function rankOf(j: number, distances: Float64Array, i: number): number {
  const distance = distances[j]!;
  let rank = 1;
  for (let other = 0; other < distances.length; other++) {
    if (other === i) continue;
    const d = distances[other]!;
    if (d < distance || (d === distance && other < j)) rank++;
  }
  return rank;
}
