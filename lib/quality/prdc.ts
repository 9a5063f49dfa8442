import { mean } from "../core/arrays";
import { fail } from "../core/errors";
import { squaredDistanceRows, type DistanceRows, type Multiply, type OfTwoSets } from "../ml/distances";
import { assertComparable, type Vectors } from "../ml/vectors";

/** Precision, recall, density and coverage: fidelity (precision, density) and diversity (recall, coverage). */
export interface Prdc {
  /** Share of synthetic vectors inside the k-neighbour ball of any real one, 0..1. */
  readonly precision: number;
  /** Share of real vectors inside the ball of any synthetic one, 0..1; one far synthetic vector can fool it. */
  readonly recall: number;
  /** Real balls around a synthetic vector, counted over k: about 1 for good sets, may exceed 1. */
  readonly density: number;
  /** Share of real balls with a synthetic vector inside, 0..1. */
  readonly coverage: number;
  /** Which neighbour is a ball's radius. */
  readonly k: number;
}

/** Options of `prdc`. */
export interface PrdcOptions {
  /** The neighbour whose distance is a ball's radius, itself not counted; by default 5, or 3 where a set has fewer than 50. */
  readonly k?: number;
  /** Multiplication of large sets, for distances. */
  readonly multiply?: Multiply | undefined;
  /** Their inner products, where they are known already (see `productsOfSets`). */
  readonly products?: OfTwoSets | undefined;
}

/**
 * How many synthetic vectors look real, and how much of the real variety they show.
 *
 * @param synthetic more than k vectors
 * @param real more than k vectors of the same dimension
 * @returns higher is better
 * @throws RangeError for unequal dimensions or k or fewer vectors
 * Source: Naeem, Oh, Uh, Choi & Yoo 2020 (density, coverage) and Kynkäänniemi et al. 2019; "inside" is strictly nearer
 *   than the radius, as in the `prdc` package.
 */
export function prdc(synthetic: Vectors, real: Vectors, { k, multiply, products }: PrdcOptions = {}): Prdc {
  assertComparable("compute precision and recall", synthetic, real, 2);
  return prdcOf(
    {
      synthetic: squaredDistanceRows(synthetic, synthetic, multiply, products?.synthetic),
      real: squaredDistanceRows(real, real, multiply, products?.real),
      cross: squaredDistanceRows(synthetic, real, multiply, products?.cross),
    },
    k,
  );
}

/** Squared distances of the synthetic vectors from each other, of the real ones from each other, and of both. */
export interface Distances {
  readonly synthetic: DistanceRows;
  readonly real: DistanceRows;
  /** Rows synthetic, columns real. */
  readonly cross: DistanceRows;
}

/** PRDC from distances whose inner products were computed once, see `prdc`. */
export function prdcOf({ synthetic, real, cross }: Distances, k = defaultK(synthetic.rows, real.rows)): Prdc {
  if (!Number.isInteger(k) || k < 1 || k >= synthetic.rows || k >= real.rows)
    fail(
      "compute precision and recall",
      `k = ${k} for ${synthetic.rows} synthetic and ${real.rows} real vectors`,
      "1 <= k < the number of each",
      "Lower k or take more images.",
      RangeError,
    );
  const realBall = balls(real, k);
  const syntheticBall = balls(synthetic, k);
  const realReached = new Uint8Array(real.rows);
  const realRecalled = new Uint8Array(real.rows);
  const line = new Float64Array(real.rows);
  let precise = 0;
  let holding = 0;
  for (let i = 0; i < synthetic.rows; i++) {
    cross.write(i, line);
    const own = syntheticBall[i]!;
    let inside = 0;
    for (let j = 0; j < line.length; j++) {
      const squared = line[j]!;
      if (squared < realBall[j]!) {
        inside++;
        realReached[j] = 1;
      }
      if (squared < own) realRecalled[j] = 1;
    }
    holding += inside;
    if (inside > 0) precise++;
  }
  return {
    precision: precise / synthetic.rows,
    recall: mean(realRecalled),
    density: holding / (k * synthetic.rows),
    coverage: mean(realReached),
    k,
  };
}

function defaultK(nSynthetic: number, nReal: number): number {
  return Math.min(nSynthetic, nReal) < 50 ? 3 : 5;
}

/** Strictly nearer, up to rounding: equal distances may be computed by two routes. */
const strictly = (1 - 1e-9) ** 2;

/** Below which squared distance another vector lies inside the ball around each one that reaches its k-th nearest other one. */
function balls(distances: DistanceRows, k: number): Float64Array {
  const nearest = new Float64Array(k);
  const line = new Float64Array(distances.columns);
  return Float64Array.from({ length: distances.rows }, (_, i) => {
    distances.write(i, line);
    line[i] = Infinity;
    nearest.fill(Infinity);
    let radius = Infinity;
    for (let j = 0; j < line.length; j++) {
      const squared = line[j]!;
      if (squared >= radius) continue;
      let at = k - 1; // the k nearest so far, in order
      for (; at > 0 && nearest[at - 1]! > squared; at--) nearest[at] = nearest[at - 1]!;
      nearest[at] = squared;
      radius = nearest[k - 1]!;
    }
    return radius * strictly;
  });
}
