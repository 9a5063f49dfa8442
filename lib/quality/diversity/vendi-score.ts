import { median } from "../../core/arrays";
import { fail } from "../../core/errors";
import { squaredDistances, type Multiply } from "../../ml/distances";
import { symmetricEigen } from "../../ml/symmetric-eigen";
import type { Matrix, Vectors } from "../../ml/vectors";

/**
 * How many different items a set holds: the exponential of the entropy of its similarities' eigenvalues, 1 for one item
 * repeated, n for n items that have nothing in common. It grows with n: compare sets of equal size only. It rewards noise:
 * never read it alone.
 *
 * @param similarities n x n, positive semidefinite, 1 on the diagonal
 * @param order of the entropy: 1 is Shannon's, larger orders look at the most frequent items, Infinity at the largest alone
 * @returns 1..n
 * @throws RangeError for an order below 0 or a matrix without ones on its diagonal
 * Source: Friedman & Dieng 2023, definition 3.1; Pasarkar & Dieng 2023 for other orders.
 */
export function vendiScore({ rows: n, values }: Matrix, order = 1): number {
  const isUnit = Array.from({ length: n }, (_, i) => Math.abs(values[i * n + i]! - 1) < 1e-9).every(Boolean);
  if (!isUnit || !(order >= 0))
    fail(
      "compute the Vendi score",
      isUnit ? `order ${order}` : "similarities that are not 1 on the diagonal",
      isUnit ? "0 or more" : "a similarity of 1 of each item with itself",
      "Give a kernel like exp(-distance^2 / scale).",
      RangeError,
    );
  const shares = symmetricEigen(
    values.map((v) => v / n),
    n,
  ).values.filter((share) => share > 1e-12);
  if (order === 1) return Math.exp(-shares.reduce((total, share) => total + share * Math.log(share), 0));
  if (order === Infinity) return 1 / Math.max(...shares);
  return shares.reduce((total, share) => total + share ** order, 0) ** (1 / (1 - order));
}

/** The scale of `similarityKernel`: the median squared distance of two different real vectors. */
export function kernelScale(real: Vectors, multiply?: Multiply): number {
  const { values } = squaredDistances(real, real, multiply);
  const pairs: number[] = [];
  for (let i = 1; i < real.n; i++) for (let j = 0; j < i; j++) pairs.push(values[i * real.n + j]!);
  return median(pairs);
}

/**
 * Similarities of the vectors of one set, exp(-d^2 / scale).
 * @param scale of the real vectors (`kernelScale`), the same for all sets that are compared
 */
export function similarityKernel(x: Vectors, scale: number, multiply?: Multiply): Matrix {
  const squared = squaredDistances(x, x, multiply);
  return { ...squared, values: squared.values.map((d) => Math.exp(-d / scale)) };
}
