import { fail } from "../core/errors";
import { innerProducts, type Multiply } from "./distances";
import { symmetricEigen } from "./symmetric-eigen";
import { meanVector, row, type Vectors } from "./vectors";

/** Principal components of a set of vectors. */
export interface Pca {
  readonly mean: Float64Array;
  /** k unit vectors in the original dimension, largest variance first. */
  readonly components: Vectors;
  /** Variance along each component, with n - 1. */
  readonly variance: readonly number[];
  /** Share of all variance, 0..1. */
  readonly share: readonly number[];
  /** The vectors in the components' coordinates, (n, k). */
  readonly scores: Vectors;
}

/**
 * The k directions in which vectors vary most, exact and deterministic. Fit it on training vectors only.
 *
 * @param x n >= 2 vectors
 * @param k how many, 1 .. min(n, dim)
 * @param multiply how inner products of large sets are computed
 * @throws RangeError for a k out of range
 * Source: eigenvectors of the covariance, or of the n x n matrix of inner products where there are fewer vectors than
 *   dimensions; each vector of scores has its largest entry positive.
 */
export function pca(x: Vectors, k: number, multiply?: Multiply): Pca {
  const most = Math.min(x.n, x.dim);
  if (!Number.isInteger(k) || k < 1 || k > most || x.n < 2)
    fail(
      "find principal components",
      `k = ${k} of ${x.n} vectors of ${x.dim}`,
      `1 to ${most}`,
      "Ask for fewer.",
      RangeError,
    );
  const mean = meanVector(x);
  const centred = subtract(x, mean);
  const wide = x.n <= x.dim;
  const base = wide ? centred : transpose(centred);
  const eigen = symmetricEigen(innerProducts(base, base, multiply).values, base.n);
  const variance = Array.from(eigen.values.subarray(0, k), (v) => Math.max(v, 0) / (x.n - 1));
  const total = eigen.values.reduce((sum, v) => sum + Math.max(v, 0), 0) / (x.n - 1);
  const components = new Float64Array(k * x.dim);
  for (let c = 0; c < k; c++) {
    const vector = eigen.vectors.subarray(c * base.n, (c + 1) * base.n);
    const component = components.subarray(c * x.dim, (c + 1) * x.dim);
    if (!wide) component.set(vector);
    else combineRows(centred, vector, component);
  }
  const found = { n: k, dim: x.dim, values: components };
  const scores = { n: x.n, dim: k, values: innerProducts(centred, found, multiply).values };
  return {
    mean,
    components: found,
    variance,
    share: variance.map((v) => (total > 0 ? v / total : 0)),
    scores,
  };
}

/** Other vectors in the coordinates of components that were fitted before, (n, k). */
export function project(fitted: Pca, x: Vectors, multiply?: Multiply): Vectors {
  return {
    n: x.n,
    dim: fitted.components.n,
    values: innerProducts(subtract(x, fitted.mean), fitted.components, multiply).values,
  };
}

function subtract(x: Vectors, mean: Float64Array): Vectors {
  return { ...x, values: Float64Array.from(x.values, (v, i) => v - mean[i % x.dim]!) };
}

function transpose(x: Vectors): Vectors {
  const values = new Float64Array(x.n * x.dim);
  for (let i = 0; i < x.n; i++) row(x, i).forEach((v, j) => (values[j * x.n + i] = v));
  return { n: x.dim, dim: x.n, values };
}

/** Unit vector along the sum of rows, each times its weight. */
function combineRows(x: Vectors, weights: Float64Array, into: Float64Array): void {
  for (let i = 0; i < x.n; i++) row(x, i).forEach((v, j) => (into[j]! += weights[i]! * v));
  const length = Math.sqrt(into.reduce((sum, v) => sum + v * v, 0));
  if (length > 0) into.forEach((v, j) => (into[j] = v / length));
}
