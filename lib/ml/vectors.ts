import { fail } from "../core/errors";

/** n rows of dim numbers, one after the other: the pixels or features of one image per row. */
export interface Vectors {
  readonly n: number;
  readonly dim: number;
  readonly values: Float32Array | Float64Array;
}

/** A table of numbers, row after row: entry (i, j) is `values[i * columns + j]`. */
export interface Matrix {
  readonly rows: number;
  readonly columns: number;
  readonly values: Float64Array;
}

/**
 * Vectors from rows of numbers, in double precision.
 * @param rows n rows of equal length
 * @throws RangeError for rows of unequal length
 */
export function vectors(rows: readonly (readonly number[])[]): Vectors {
  const dim = rows[0]?.length ?? 0;
  if (rows.some((row) => row.length !== dim))
    fail(
      "make vectors",
      "rows of unequal length",
      `${dim} numbers per row`,
      "Check what made these rows.",
      RangeError,
    );
  return { n: rows.length, dim, values: Float64Array.from(rows.flat()) };
}

/** Row i as a view, not a copy. */
export function row(x: Vectors, i: number): Float32Array | Float64Array {
  return x.values.subarray(i * x.dim, (i + 1) * x.dim);
}

/** The mean vector of a set, (dim). */
export function meanVector(x: Vectors): Float64Array {
  const mean = new Float64Array(x.dim);
  for (let i = 0; i < x.n; i++) row(x, i).forEach((v, j) => (mean[j]! += v / x.n));
  return mean;
}

/** The vectors of the given indices, in that order. */
export function rowsAt(x: Vectors, indices: readonly number[]): Vectors {
  const values = new Float64Array(indices.length * x.dim);
  indices.forEach((index, i) => values.set(row(x, index), i * x.dim));
  return { n: indices.length, dim: x.dim, values };
}

/**
 * The vectors of two sets, those of `a` first.
 * @throws RangeError for unequal dimensions
 */
export function stack(a: Vectors, b: Vectors): Vectors {
  if (a.dim !== b.dim)
    fail(
      "stack vectors",
      `vectors of dimension ${a.dim} and ${b.dim}`,
      "one dimension for both sets",
      "Compute both with the same features.",
      RangeError,
    );
  const values = new Float64Array(a.values.length + b.values.length);
  values.set(a.values);
  values.set(b.values, a.values.length);
  return { n: a.n + b.n, dim: a.dim, values };
}

/**
 * Refuses two sets of vectors that cannot be compared.
 * @param action what was tried, after "Cannot": `"compute KID"`
 * @param least how many vectors each needs
 * @throws RangeError for unequal dimensions, too few vectors, or a value that is not finite
 */
export function assertComparable(action: string, a: Vectors, b: Vectors, least: number): void {
  if (a.dim !== b.dim || a.dim === 0)
    fail(
      action,
      `vectors of dimension ${a.dim} and ${b.dim}`,
      "one dimension for both sets",
      "Compute both with the same features.",
      RangeError,
    );
  if (a.n < least || b.n < least)
    fail(
      action,
      `${a.n} and ${b.n} vectors`,
      `at least ${least} of each`,
      "Generate or read more images.",
      RangeError,
    );
  for (const x of [a, b])
    if (!areFinite(x.values))
      fail(
        action,
        "a value that is not finite",
        "numbers",
        "Look at the generator's losses for NaN.",
        RangeError,
      );
}

/** A loop of its own, as `every` calls a function for each of millions of values. */
function areFinite(values: Float32Array | Float64Array): boolean {
  for (let i = 0; i < values.length; i++) if (!(Math.abs(values[i]!) < Infinity)) return false;
  return true;
}
