import type { Affinities } from "./tsne-affinities";
import { openTsneThreads } from "./tsne-threads";

/** The gradient of `divergence` at positions that change. */
export interface Gradient {
  /** (n, 2): written before each call. */
  readonly positions: Float64Array;
  /** (n, 2): what the last call gave. */
  readonly values: Float64Array;
  /** @param exaggeration factor on p, which then sums to more than 1 */
  compute(exaggeration?: number): void;
  end(): void;
}

/**
 * 4 sum_j (p_ij - q_ij) (y_i - y_j) / (1 + |y_i - y_j|^2), exact over all pairs. One pass: the sum that q is divided by is
 * known at its end, so repulsion and attraction are summed apart. Repulsion is computed in float32, which changes it
 * by at most 3e-6 of its largest, attraction in doubles.
 *
 * @param threads how the forces are computed
 */
export function tsneGradient(affinities: Affinities, threads = openTsneThreads(affinities)): Gradient {
  const { positions } = threads;
  const { n } = affinities;
  const values = new Float64Array(positions.length);
  return {
    positions,
    values,
    compute: (exaggeration = 1) => {
      const { halves, repulsion } = threads.compute();
      const [first, second] = halves;
      const total = first.total[0]! + second.total[0]! - n; // without each point beside itself
      for (let k = 0; k < values.length; k++) {
        const attraction = first.attraction[k]! + second.attraction[k]!;
        values[k] = 4 * (exaggeration * attraction - repulsion[k & 1]![k >> 1]! / total);
      }
    },
    end: () => threads.end(),
  };
}

/**
 * Kullback-Leibler divergence of an embedding from the affinities: sum p log(p / q), q being Student's t with one
 * degree of freedom. In doubles.
 *
 * @param positions (n, 2)
 * @returns natural logarithm, 0 where they agree
 */
export function divergence(affinities: Affinities, positions: Float64Array): number {
  const { n, from, to, p } = affinities;
  const total = totalWeight(positions);
  let sum = 0;
  for (let i = 0; i < n; i++)
    for (let k = from[i]!; k < from[i + 1]!; k++) {
      const x = positions[2 * i]! - positions[2 * to[k]!]!;
      const y = positions[2 * i + 1]! - positions[2 * to[k]! + 1]!;
      sum += 2 * p[k]! * Math.log(p[k]! * total * (1 + x * x + y * y));
    }
  return sum;
}

/** Sum of w over all ordered pairs of two points. */
function totalWeight(positions: Float64Array): number {
  let total = 0;
  for (let i = 0; i < positions.length; i += 2)
    for (let j = i + 2; j < positions.length; j += 2) {
      const x = positions[i]! - positions[j]!;
      const y = positions[i + 1]! - positions[j + 1]!;
      total += 1 / (1 + x * x + y * y);
    }
  return 2 * total;
}
