import { range } from "../core/arrays";
import { isLarge, type Multiply } from "./distances";
import { nearestCandidates } from "./nearest-candidates";
import { row, type Vectors } from "./vectors";

/** Which vector of a reference set is nearest to each vector, and how far. */
export interface Nearest {
  /** Index into the reference set, of equally near ones the first; -1 where there is none. */
  readonly index: readonly number[];
  /** Euclidean distance; Infinity where there is none. */
  readonly distance: readonly number[];
}

/** Which vectors may be neighbours, and how to find them quickly. */
export interface NearestOptions {
  /** Whether vector j of the reference set may be the neighbour of vector i; by default each. */
  readonly isAllowed?: (i: number, j: number) => boolean;
  /** Finds the few that may be nearest, of large sets; which one is, and its distance, come from differences as without. */
  readonly multiply?: Multiply | undefined;
}

/**
 * The nearest vector of a reference set for each vector.
 * @param reference vectors of the same dimension
 */
export function nearestNeighbours(
  x: Vectors,
  reference: Vectors,
  { isAllowed = () => true, multiply }: NearestOptions = {},
): Nearest {
  const index: number[] = [];
  const distance: number[] = [];
  const every = range(reference.n);
  const candidates = multiply && isLarge(x, reference) && nearestCandidates(x, reference, multiply);
  for (let i = 0; i < x.n; i++) {
    const vector = row(x, i);
    let nearest = -1;
    let least = Infinity;
    for (const j of candidates ? candidates(i, isAllowed) : every) {
      const squared = squaredDistanceBelow(vector, reference, j, least);
      if (squared < least && isAllowed(i, j)) [nearest, least] = [j, squared];
    }
    index.push(nearest);
    distance.push(Math.sqrt(least));
  }
  return { index, distance };
}

/**
 * The nearest other vector of the same set for each vector.
 * @param isAllowed whether vector j may be the neighbour of i; by default each but i itself
 */
export function nearestOthers(
  x: Vectors,
  isAllowed: (i: number, j: number) => boolean = () => true,
): Nearest {
  return nearestNeighbours(x, x, { isAllowed: (i, j) => i !== j && isAllowed(i, j) });
}

/** Squared distance to row j of the reference; where it reaches the limit, any value not below the limit. */
function squaredDistanceBelow(
  vector: Float32Array | Float64Array,
  { dim, values }: Vectors,
  j: number,
  limit: number,
): number {
  let sum = 0;
  for (let from = 0; from < dim && sum < limit; from += 64) {
    const to = Math.min(dim, from + 64);
    for (let k = from; k < to; k++) {
      const d = vector[k]! - values[j * dim + k]!;
      sum += d * d;
    }
  }
  return sum;
}
