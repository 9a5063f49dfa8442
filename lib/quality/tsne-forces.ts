import type { Affinities } from "./tsne-affinities";

/** Half of the forces between points: those of every second point with all that follow it. */
export interface Forces {
  /** (n, 2): sum p_ij w (y_i - y_j) with w = 1 / (1 + |y_i - y_j|^2). */
  readonly attraction: Float64Array;
  /** (n, 2): sum w^2 (y_i - y_j). */
  readonly repulsion: Float64Array;
  /** (1): sum of w. */
  readonly total: Float64Array;
}

/**
 * Computes one half of the forces: attraction along the pairs that have an affinity, repulsion once through all pairs.
 * A thread is given the text of this function, so it must not refer to anything outside of itself.
 *
 * @param half 0 or 1: the points of even or of odd number
 * @param places (n, 2)
 */
export function forces(
  half: number,
  { n, from, to, p }: Affinities,
  places: Float64Array,
  into: Forces,
): void {
  const { attraction, repulsion } = into;
  attraction.fill(0);
  repulsion.fill(0);
  let total = 0;
  for (let i = half; i < n; i += 2) {
    const a = places[2 * i]!;
    const b = places[2 * i + 1]!;
    let sumX = 0;
    let sumY = 0;
    for (let j = i + 1; j < n; j++) {
      const x = a - places[2 * j]!;
      const y = b - places[2 * j + 1]!;
      const w = 1 / (1 + x * x + y * y);
      total += w;
      const pushX = w * w * x;
      const pushY = w * w * y;
      sumX += pushX;
      sumY += pushY;
      repulsion[2 * j]! -= pushX;
      repulsion[2 * j + 1]! -= pushY;
    }
    repulsion[2 * i]! += sumX;
    repulsion[2 * i + 1]! += sumY;
    sumX = 0;
    sumY = 0;
    for (let k = from[i]!; k < from[i + 1]!; k++) {
      const j = to[k]!;
      const x = a - places[2 * j]!;
      const y = b - places[2 * j + 1]!;
      const pull = p[k]! / (1 + x * x + y * y);
      sumX += pull * x;
      sumY += pull * y;
      attraction[2 * j]! -= pull * x;
      attraction[2 * j + 1]! -= pull * y;
    }
    attraction[2 * i]! += sumX;
    attraction[2 * i + 1]! += sumY;
  }
  into.total[0] = total;
}
