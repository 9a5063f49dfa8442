import { squaredDistances } from "./products";
import type { Vectors } from "./vectors";

const tiny = Number.EPSILON;

/**
 * For each vector the chance that it would pick each other one as its neighbour, Gaussian in the distance, with the
 * width that gives the wanted perplexity.
 * @returns (n, n), rows sum to 1, diagonal 0
 */
export function conditionalAffinities(x: Vectors, perplexity: number): Float64Array {
  const n = x.n;
  const out = squaredDistances(x, x).values;
  for (let i = 0; i < n; i++) gaussian(out.subarray(i * n, (i + 1) * n), i, Math.log(perplexity));
  return out;
}

/**
 * Joint affinities of t-SNE: (P + P^T) / 2n of the conditional ones.
 * @returns (n, n), symmetric, sums to 1, diagonal 0
 */
export function affinities(x: Vectors, perplexity: number): Float64Array {
  const n = x.n;
  const p = conditionalAffinities(x, perplexity);
  for (let i = 0; i < n; i++)
    for (let j = i + 1; j < n; j++) {
      const joint = Math.max((p[i * n + j]! + p[j * n + i]!) / (2 * n), tiny);
      p[i * n + j] = joint;
      p[j * n + i] = joint;
    }
  return p;
}

/**
 * The gradient of `divergence`: 4 sum_j (p_ij - q_ij) (y_i - y_j) / (1 + |y_i - y_j|^2).
 *
 * @param p joint affinities (n, n)
 * @param places (n, 2)
 * @param options into: where to write; exaggeration: factor on p, which then sums to more than 1
 * @returns (n, 2)
 */
export function divergenceGradient(
  p: Float64Array,
  places: Float64Array,
  {
    into = new Float64Array(places.length),
    exaggeration = 1,
  }: { readonly into?: Float64Array; readonly exaggeration?: number } = {},
): Float64Array {
  const n = places.length / 2;
  const total = totalWeight(places);
  into.fill(0);
  for (let i = 0; i < n; i++) {
    const a = places[2 * i]!;
    const b = places[2 * i + 1]!;
    let sumX = 0;
    let sumY = 0;
    for (let j = i + 1; j < n; j++) {
      const x = a - places[2 * j]!;
      const y = b - places[2 * j + 1]!;
      const w = 1 / (1 + x * x + y * y);
      const pull = 4 * (exaggeration * p[i * n + j]! - w / total) * w;
      sumX += pull * x;
      sumY += pull * y;
      into[2 * j]! -= pull * x;
      into[2 * j + 1]! -= pull * y;
    }
    into[2 * i]! += sumX;
    into[2 * i + 1]! += sumY;
  }
  return into;
}

/**
 * Kullback-Leibler divergence of an embedding from the affinities: sum p log(p / q), q being Student's t with one
 * degree of freedom.
 *
 * @param p joint affinities (n, n)
 * @param places (n, 2)
 * @returns natural logarithm, 0 where they agree
 */
export function divergence(p: Float64Array, places: Float64Array): number {
  const n = places.length / 2;
  const total = totalWeight(places);
  let sum = 0;
  for (let i = 0; i < n; i++)
    for (let j = i + 1; j < n; j++) {
      const joint = p[i * n + j]!;
      sum += 2 * joint * Math.log(joint / Math.max(weight(places, i, j) / total, tiny));
    }
  return sum;
}

function totalWeight(places: Float64Array): number {
  const n = places.length / 2;
  let sum = 0;
  for (let i = 0; i < n; i++) for (let j = i + 1; j < n; j++) sum += weight(places, i, j);
  return 2 * sum;
}

function weight(places: Float64Array, i: number, j: number): number {
  const x = places[2 * i]! - places[2 * j]!;
  const y = places[2 * i + 1]! - places[2 * j + 1]!;
  return 1 / (1 + x * x + y * y);
}

/** Turns one row of squared distances into chances; the width is found by bisection, to 1e-5 of the entropy. */
function gaussian(line: Float64Array, self: number, wantedEntropy: number): void {
  const squared = Float64Array.from(line);
  squared[self] = Infinity;
  const least = squared.reduce((a, b) => Math.min(a, b), Infinity);
  let beta = 1;
  let low = 0;
  let high = Infinity;
  for (let iteration = 0; iteration < 100; iteration++) {
    let sum = 0;
    let weighted = 0;
    squared.forEach((d, j) => {
      const p = j === self ? 0 : Math.exp(-(d - least) * beta);
      line[j] = p;
      sum += p;
      if (p > 0) weighted += p * (d - least);
    });
    line.forEach((p, j) => (line[j] = p / sum));
    const excess = Math.log(sum) + (beta * weighted) / sum - wantedEntropy;
    if (Math.abs(excess) < 1e-5) return;
    if (excess > 0) low = beta;
    else high = beta;
    beta = high === Infinity ? beta * 2 : (low + high) / 2;
  }
}
