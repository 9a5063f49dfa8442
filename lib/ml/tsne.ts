import { fail } from "../core/errors";
import type { Multiply } from "./distances";
import { pca } from "./pca";
import { tsneAffinities } from "./tsne-affinities";
import { divergence, tsneGradient } from "./tsne-gradient";
import type { Vectors } from "./vectors";

/** How points are laid out in the plane. */
export interface TsneOptions {
  /** How many neighbours a point has, about; below (n - 1) / 3. */
  readonly perplexity?: number;
  readonly iterations?: number;
  /** Principal components that vectors are reduced to first; fewer where there are fewer points or dimensions. */
  readonly components?: number;
  /** Called every 50 iterations with the Kullback-Leibler divergence so far (of the unexaggerated P). */
  readonly onProgress?: (iteration: number, kl: number) => void;
  /** How inner products and distances of large sets are computed. */
  readonly multiply?: Multiply | undefined;
}

/** Points in the plane. */
export interface Tsne {
  /** (n, 2), in the order of the vectors. */
  readonly embedding: Vectors;
  /** Kullback-Leibler divergence at the end, lower is better; comparable only for the same points and perplexity. */
  readonly kl: number;
  readonly perplexity: number;
}

/** Iterations in which attraction is multiplied, so that groups can pass through each other. */
const exaggerated = { iterations: 250, factor: 12 };

/**
 * Lays vectors out in the plane so that near ones stay near. Distances between groups, their sizes and their spread
 * mean nothing: print the trustworthiness beside it and claim nothing from it.
 *
 * @param x n >= 7 vectors
 * @returns deterministic: it starts from the first two principal components, no random numbers
 * @throws RangeError for a perplexity out of range
 * Source: van der Maaten & Hinton 2008, exact gradient, attraction to the 3 perplexity + 1 nearest; settings as
 *   scikit-learn 1.x with init="pca" and learning_rate="auto": exaggeration 12 for 250 iterations at momentum 0.5, then 0.8,
 *   gains, rate max(n / 48, 50).
 */
export function tsne(
  x: Vectors,
  {
    perplexity = defaultPerplexity(x.n),
    iterations = 1000,
    components = 50,
    onProgress,
    multiply,
  }: TsneOptions = {},
): Tsne {
  if (!(perplexity >= 1 && perplexity <= (x.n - 1) / 3))
    fail(
      "lay points out by t-SNE",
      `perplexity ${perplexity} for ${x.n} points`,
      `1 to ${((x.n - 1) / 3).toFixed(1)}`,
      "Lower the perplexity or take more points.",
      RangeError,
    );
  const reduced = pca(x, Math.min(components, x.n, x.dim), multiply).scores;
  const p = tsneAffinities(reduced, perplexity, Math.min(x.n - 1, Math.floor(3 * perplexity + 1)), multiply);
  const gradient = tsneGradient(p);
  const { positions } = gradient;
  positions.set(start(reduced));
  try {
    const descend = gradientDescent(positions, gradient.values, Math.max(x.n / exaggerated.factor / 4, 50));
    for (let iteration = 0; iteration < iterations; iteration++) {
      const early = iteration < exaggerated.iterations;
      if (iteration === exaggerated.iterations) descend.restart();
      gradient.compute(early ? exaggerated.factor : 1);
      descend.step(early ? 0.5 : 0.8);
      if (onProgress && (iteration + 1) % 50 === 0) onProgress(iteration + 1, divergence(p, positions));
    }
  } finally {
    gradient.end();
  }
  const values = Float64Array.from(positions);
  return { embedding: { n: x.n, dim: 2, values }, kl: divergence(p, values), perplexity };
}

function defaultPerplexity(n: number): number {
  return Math.min(30, (n - 1) / 3);
}

/** First two principal components, scaled to a standard deviation of 1e-4 along the first. */
function start(scores: Vectors): Float64Array {
  const { n, dim, values } = scores;
  const first = Array.from({ length: n }, (_, i) => values[i * dim]!);
  const spread = Math.sqrt(first.reduce((sum, v) => sum + v * v, 0) / n);
  return Float64Array.from({ length: 2 * n }, (_, k) => {
    const value = k % 2 < dim ? values[(k >> 1) * dim + (k % 2)]! : 0;
    return (value / spread) * 1e-4;
  });
}

/** Gradient descent with momentum and one gain per coordinate, which grows while the direction stays the same. */
function gradientDescent(positions: Float64Array, gradient: Float64Array, rate: number) {
  const velocity = new Float64Array(positions.length);
  const gain = new Float64Array(positions.length).fill(1);
  return {
    restart: (): void => {
      velocity.fill(0);
      gain.fill(1);
    },
    step: (momentum: number): void => {
      for (let k = 0; k < positions.length; k++) {
        gain[k] = velocity[k]! * gradient[k]! < 0 ? gain[k]! + 0.2 : Math.max(gain[k]! * 0.8, 0.01);
        velocity[k] = momentum * velocity[k]! - rate * gain[k]! * gradient[k]!;
        positions[k]! += velocity[k]!;
      }
    },
  };
}
