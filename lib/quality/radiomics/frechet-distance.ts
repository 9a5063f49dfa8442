import { Matrix, QrDecomposition } from "ml-matrix";
import { sum } from "../../core/arrays";
import { assertComparable, meanVector, type Vectors } from "../../ml/vectors";

/**
 * Squared Fréchet distance between the normal distributions with the means and covariances (n - 1) of two sets:
 * |m1 - m2|^2 + tr S1 + tr S2 - 2 tr (S1 S2)^(1/2). With few vectors per dimension most of it is chance: print the distance
 * of two halves of the real set beside it, and compare at equal n only.
 *
 * @param a n >= 2 vectors
 * @param b n >= 2 vectors of the same dimension; swapping the two changes nothing
 * @returns 0 for equal means and covariances
 * @throws RangeError for unequal dimensions or fewer than 2 vectors
 * Source: Dowson & Landau 1982. The last trace is the sum of the singular values of the product of the centred sets, which
 *   needs no root of a matrix and is right also where vectors are fewer than dimensions.
 */
export function frechetDistance(a: Vectors, b: Vectors): number {
  assertComparable("compute the Fréchet distance", a, b, 2);
  const [x, y] = [centre(a), centre(b)];
  const between = x.mean.reduce((total, v, k) => total + (v - y.mean[k]!) ** 2, 0);
  const within = [x, y].map(({ scaled }) => sum(scaled.to1DArray().map((v) => v * v)));
  const product = triangle(x.scaled).mmul(triangle(y.scaled).transpose());
  const shared = sum(singularValues(product));
  return between + sum(within) - 2 * shared;
}

/** The mean of a set, and its vectors less the mean over the root of n - 1. */
function centre(x: Vectors): { readonly mean: Float64Array; readonly scaled: Matrix } {
  const mean = meanVector(x);
  const root = Math.sqrt(x.n - 1);
  const centred = Float64Array.from(x.values, (v, k) => (v - mean[k % x.dim]!) / root);
  return { mean, scaled: Matrix.from1DArray(x.n, x.dim, centred) };
}

/** A matrix with the same products of columns and at most as many rows as columns. */
function triangle(x: Matrix): Matrix {
  return x.rows > x.columns ? new QrDecomposition(x).upperTriangularMatrix : x;
}

/** Rounds of rotations, far more than the eight or so that are needed. */
const mostSweeps = 60;

/**
 * Singular values of a matrix, in no order: pairs of columns are rotated until all are orthogonal, and their lengths are the
 * values. Unlike ml-matrix's it also ends for sets without any spread.
 * Source: Golub & Van Loan, Matrix Computations, section 8.6.3 (one-sided Jacobi).
 */
function singularValues(matrix: Matrix): number[] {
  const columns = matrix.transpose().to2DArray();
  const dot = (x: number[], y: number[]): number => x.reduce((total, v, i) => total + v * y[i]!, 0);
  for (let sweep = 0, isRotated = true; isRotated && sweep < mostSweeps; sweep++) {
    isRotated = false;
    for (let i = 1; i < columns.length; i++)
      for (let j = 0; j < i; j++) {
        const [x, y] = [columns[i]!, columns[j]!];
        const [xx, yy, xy] = [dot(x, x), dot(y, y), dot(x, y)];
        if (!(Math.abs(xy) > 1e-15 * Math.sqrt(xx * yy))) continue;
        isRotated = true;
        const ratio = (yy - xx) / (2 * xy);
        const tangent = (ratio < 0 ? -1 : 1) / (Math.abs(ratio) + Math.hypot(1, ratio));
        const cosine = 1 / Math.hypot(1, tangent);
        columns[i] = x.map((v, k) => cosine * (v - tangent * y[k]!));
        columns[j] = y.map((v, k) => cosine * (v + tangent * x[k]!));
      }
  }
  return columns.map((x) => Math.sqrt(dot(x, x)));
}
