import { squaredDistances, type Multiply } from "./distances";
import type { Vectors } from "./vectors";

/** Affinities of the pairs that have any, each pair once: the pairs of point i stand at from[i] .. from[i + 1] - 1. */
export interface Affinities {
  readonly n: number;
  readonly from: Int32Array;
  /** The other point, of higher number than i. */
  readonly to: Int32Array;
  /** p_ij; twice their sum is 1. */
  readonly p: Float64Array;
}

/**
 * For each vector the chance that it would pick each other one as its neighbour, Gaussian in the distance, with the
 * width that gives the wanted perplexity.
 * @param neighbours how many nearest ones have a chance at all
 * @returns (n, n), rows sum to 1, diagonal 0
 */
export function conditionalAffinities(
  x: Vectors,
  perplexity: number,
  neighbours = x.n - 1,
  multiply?: Multiply,
): Float64Array {
  const { n } = x;
  const out = squaredDistances(x, x, multiply).values;
  for (let i = 0; i < n; i++) {
    const line = out.subarray(i * n, (i + 1) * n);
    line[i] = Infinity;
    const limit = smallest(line, neighbours);
    const near: number[] = [];
    for (let j = 0; j < n; j++) if (line[j]! <= limit && near.length < neighbours && j !== i) near.push(j);
    const chances = gaussian(
      Float64Array.from(near, (j) => line[j]!),
      Math.log(perplexity),
    );
    line.fill(0);
    near.forEach((j, k) => (line[j] = chances[k]!));
  }
  return out;
}

/**
 * Joint affinities of t-SNE: (P + P^T) / 2n of the conditional ones.
 * @param neighbours how many nearest ones a point is attracted to: all of them is van der Maaten & Hinton's definition, 3
 *   times the perplexity leaves out chances that are nearly 0 (van der Maaten 2014, section 4.1; as scikit-learn)
 */
export function tsneAffinities(
  x: Vectors,
  perplexity: number,
  neighbours = x.n - 1,
  multiply?: Multiply,
): Affinities {
  const { n } = x;
  const chances = conditionalAffinities(x, perplexity, neighbours, multiply);
  const from = new Int32Array(n + 1);
  const to: number[] = [];
  const p: number[] = [];
  for (let i = 0; i < n; i++) {
    for (let j = i + 1; j < n; j++) {
      const joint = (chances[i * n + j]! + chances[j * n + i]!) / (2 * n);
      if (joint === 0) continue;
      to.push(j);
      p.push(joint);
    }
    from[i + 1] = to.length;
  }
  return { n, from, to: Int32Array.from(to), p: Float64Array.from(p) };
}

/** The k-th smallest value: the side where it lies is divided again and again (Hoare's selection). */
function smallest(values: Float64Array, k: number): number {
  const rest = values.slice();
  let [from, to] = [0, rest.length - 1];
  while (from < to) {
    const pivot = rest[(from + to) >> 1]!;
    let [i, j] = [from, to];
    while (i <= j) {
      while (rest[i]! < pivot) i++;
      while (rest[j]! > pivot) j--;
      if (i > j) break;
      const swapped = rest[i]!;
      rest[i++] = rest[j]!;
      rest[j--] = swapped;
    }
    if (k - 1 <= j) to = j;
    else if (k - 1 >= i) from = i;
    else break;
  }
  return rest[k - 1]!;
}

/** Squared distances to chances; the width is found by bisection, to 1e-5 of the entropy. */
function gaussian(squared: Float64Array, wantedEntropy: number): Float64Array {
  const least = squared.reduce((a, b) => Math.min(a, b), Infinity);
  const chances = new Float64Array(squared.length);
  let beta = 1;
  let low = 0;
  let high = Infinity;
  for (let iteration = 0; iteration < 100; iteration++) {
    let sum = 0;
    let weighted = 0;
    for (let j = 0; j < squared.length; j++) {
      const chance = Math.exp(-(squared[j]! - least) * beta);
      chances[j] = chance;
      sum += chance;
      weighted += chance * (squared[j]! - least);
    }
    for (let j = 0; j < squared.length; j++) chances[j]! /= sum;
    const excess = Math.log(sum) + (beta * weighted) / sum - wantedEntropy;
    if (Math.abs(excess) < 1e-5) break;
    if (excess > 0) low = beta;
    else high = beta;
    beta = high === Infinity ? beta * 2 : (low + high) / 2;
  }
  return chances;
}
