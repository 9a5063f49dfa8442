import { range } from "../core/arrays";
import { EigenvalueDecomposition, Matrix } from "ml-matrix";

/** Eigenvalues, largest first, and their vectors: vector k is row k. */
export interface Eigen {
  readonly values: Float64Array;
  readonly vectors: Float64Array;
}

/**
 * Eigenvalues and vectors of a symmetric matrix, by ml-matrix (Householder reflections and implicit QL steps).
 *
 * @param a n x n, row after row; not changed
 * @returns every vector's largest entry is positive, so that signs are the same everywhere
 */
export function symmetricEigen(a: Float64Array, n: number): Eigen {
  const found = new EigenvalueDecomposition(Matrix.from1DArray(n, n, a), { assumeSymmetric: true });
  const { realEigenvalues: values, eigenvectorMatrix: columns } = found;
  const order = range(n).sort((i, j) => values[j]! - values[i]!);
  const vectors = new Float64Array(n * n);
  order.forEach((from, to) => {
    const vector = columns.getColumn(from);
    const largest = vector.reduce((most, v) => (Math.abs(v) > Math.abs(most) + 1e-9 ? v : most), 0);
    vectors.set(largest < 0 ? vector.map((v) => -v) : vector, to * n);
  });
  return { values: Float64Array.from(order, (i) => values[i]!), vectors };
}
