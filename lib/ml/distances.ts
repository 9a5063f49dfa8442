import { row, type Matrix, type Vectors } from "./vectors";

/**
 * A quicker way to multiply large sets: inner products of every row of x with every row of y in double precision, row
 * after row. Without one, JavaScript computes all.
 */
export type Multiply = (x: Vectors, y: Vectors) => Float64Array;

const large = 1e8; // multiply-adds: a tenth of a second of JavaScript's
/** Of the sum of two squared lengths, per dimension: above it a distance is right to 2e-10 whatever the rounding. */
const near = 1.2e-6;

/**
 * Inner products of every row of x with every row of y.
 * @param multiply computes those of large sets
 * @returns (x.n, y.n) matrix of a.b
 */
export function innerProducts(x: Vectors, y: Vectors, multiply?: Multiply): Matrix {
  const values = isLarge(x, y) ? multiply?.(x, y) : undefined;
  return values ? { rows: x.n, columns: y.n, values } : pairwise(x, y, dotRows);
}

/** A matrix of the synthetic vectors with each other, of the real ones with each other, and of both. */
export interface OfTwoSets {
  readonly synthetic: Matrix;
  readonly real: Matrix;
  /** Rows synthetic, columns real. */
  readonly cross: Matrix;
}

/** Inner products of two sets: the ones that KID's kernels and PRDC's distances both come from. */
export function productsOfSets(synthetic: Vectors, real: Vectors, multiply?: Multiply): OfTwoSets {
  return {
    synthetic: innerProducts(synthetic, synthetic, multiply),
    real: innerProducts(real, real, multiply),
    cross: innerProducts(synthetic, real, multiply),
  };
}

/**
 * Squared Euclidean distances between every row of x and every row of y, from differences.
 *
 * @param multiply of large sets, those of rows that lie apart come from its inner products, |a|^2 + |b|^2 - 2 a.b: right to
 *   2e-10 of the distance. PRDC settles ties
 * @returns (x.n, y.n) matrix; copies are at exactly 0
 */
export function squaredDistances(x: Vectors, y: Vectors, multiply?: Multiply): Matrix {
  if (!isLarge(x, y) || !multiply) return pairwise(x, y, differenceRows);
  const values = new Float64Array(x.n * y.n);
  const lines = squaredDistanceRows(x, y, multiply);
  for (let i = 0; i < x.n; i++) lines.write(i, values.subarray(i * y.n, (i + 1) * y.n));
  return { rows: x.n, columns: y.n, values };
}

/** Squared distances of two sets, a row at a time: a matrix of millions would be written and read for nothing. */
export interface DistanceRows {
  readonly rows: number;
  readonly columns: number;
  /** Writes the squared distances of row i of x from every row of y. */
  write(i: number, into: Float64Array): void;
}

/**
 * The rows of `squaredDistances`.
 * @param products of x and y, where they are known already
 */
export function squaredDistanceRows(
  x: Vectors,
  y: Vectors,
  multiply?: Multiply,
  products?: Matrix,
): DistanceRows {
  const size = { rows: x.n, columns: y.n };
  if (!isLarge(x, y) || !multiply) {
    const { values } = pairwise(x, y, differenceRows);
    return { ...size, write: (i, into) => into.set(values.subarray(i * y.n, (i + 1) * y.n)) };
  }
  const values = products?.values ?? multiply(x, y);
  const ofX = squaredLengths(x);
  const ofY = x === y ? ofX : squaredLengths(y);
  const apart = near * x.dim;
  return {
    ...size,
    write: (i, into) => {
      const own = ofX[i]!;
      const from = i * y.n;
      for (let j = 0; j < into.length; j++) {
        const lengths = own + ofY[j]!;
        const squared = lengths - 2 * values[from + j]!;
        into[j] = squared > apart * lengths ? squared : fromDifferences(x, i, y, j);
      }
    },
  };
}

/** Whether two sets are worth a quicker multiplication. */
export const isLarge = (x: Vectors, y: Vectors): boolean => x.n * y.n * x.dim >= large;

/** Sum of squares of each vector. */
export function squaredLengths(x: Vectors): Float64Array {
  return Float64Array.from({ length: x.n }, (_, i) => {
    const values = row(x, i);
    let sum = 0;
    for (let k = 0; k < values.length; k++) sum += values[k]! * values[k]!;
    return sum;
  });
}

function fromDifferences(x: Vectors, i: number, y: Vectors, j: number): number {
  const [a, b] = [row(x, i), row(y, j)];
  let sum = 0;
  for (let k = 0; k < x.dim; k++) sum += (a[k]! - b[k]!) ** 2;
  return sum;
}

type FourRows = (
  a: Float64Array,
  b: Float64Array,
  i: number,
  j: number,
  dim: number,
  out: Float64Array,
) => void;

/** Goes through y four rows at a time, so that a row of x is read once for four results; a set with itself by halves. */
function pairwise(x: Vectors, y: Vectors, fourRows: FourRows): Matrix {
  const values = new Float64Array(x.n * y.n);
  const dim = x.dim;
  const same = x === y;
  const a = Float64Array.from(x.values);
  const b = new Float64Array(Math.ceil(y.n / 4) * 4 * dim);
  b.set(y.values);
  const four = new Float64Array(4);
  for (let i = 0; i < x.n; i++)
    for (let j = same ? i - (i % 4) : 0; j < y.n; j += 4) {
      fourRows(a, b, i * dim, j * dim, dim, four);
      for (let k = 0; k < 4 && j + k < y.n; k++) {
        values[i * y.n + j + k] = four[k]!;
        if (same) values[(j + k) * y.n + i] = four[k]!;
      }
    }
  return { rows: x.n, columns: y.n, values };
}

function dotRows(
  a: Float64Array,
  b: Float64Array,
  i: number,
  j: number,
  dim: number,
  out: Float64Array,
): void {
  let s0 = 0;
  let s1 = 0;
  let s2 = 0;
  let s3 = 0;
  for (let k = 0; k < dim; k++) {
    const v = a[i + k]!;
    s0 += v * b[j + k]!;
    s1 += v * b[j + dim + k]!;
    s2 += v * b[j + 2 * dim + k]!;
    s3 += v * b[j + 3 * dim + k]!;
  }
  out[0] = s0;
  out[1] = s1;
  out[2] = s2;
  out[3] = s3;
}

function differenceRows(
  a: Float64Array,
  b: Float64Array,
  i: number,
  j: number,
  dim: number,
  out: Float64Array,
): void {
  let s0 = 0;
  let s1 = 0;
  let s2 = 0;
  let s3 = 0;
  for (let k = 0; k < dim; k++) {
    const v = a[i + k]!;
    const d0 = v - b[j + k]!;
    const d1 = v - b[j + dim + k]!;
    const d2 = v - b[j + 2 * dim + k]!;
    const d3 = v - b[j + 3 * dim + k]!;
    s0 += d0 * d0;
    s1 += d1 * d1;
    s2 += d2 * d2;
    s3 += d3 * d3;
  }
  out[0] = s0;
  out[1] = s1;
  out[2] = s2;
  out[3] = s3;
}
