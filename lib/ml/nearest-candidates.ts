import { squaredLengths, type Multiply } from "./distances";
import type { Vectors } from "./vectors";

/** Numbers that one block of products holds at a time. */
const blockSize = 2e6;

/**
 * Of a reference set the few vectors that may be nearest to one of x, whatever the rounding: distances from inner products,
 * |a|^2 + |b|^2 - 2 a.b, are off by at most 8 (dim + 4) units of rounding of |a|^2 + |b|^2, whichever way they are summed,
 * those from differences among them.
 *
 * @returns indices, ascending, that may be nearest to row i of those allowed; quick where i ascends: products are made by blocks
 */
export function nearestCandidates(
  x: Vectors,
  reference: Vectors,
  multiply: Multiply,
): (i: number, isAllowed: (i: number, j: number) => boolean) => number[] {
  const [{ n, dim, values }, columns] = [x, reference.n];
  const lengths = { x: squaredLengths(x), reference: squaredLengths(reference) };
  const margin = 4 * (dim + 4) * Number.EPSILON;
  const height = Math.max(1, Math.floor(blockSize / columns));
  let block: { from: number; to: number; products: Float64Array } | undefined;
  return (i, isAllowed) => {
    if (!block || i < block.from || i >= block.to) {
      const to = Math.min(n, i + height);
      const rows = { n: to - i, dim, values: values.subarray(i * dim, to * dim) };
      block = { from: i, to, products: multiply(rows, reference) };
    }
    const begin = (i - block.from) * columns;
    const products = block.products.subarray(begin, begin + columns);
    const own = lengths.x[i]!;
    const others = lengths.reference;
    // the nearest one is surely not farther than this
    let most = Infinity;
    for (let j = 0; j < columns; j++) {
      const sum = own + others[j]!;
      const atMost = sum - 2 * products[j]! + margin * sum;
      if (atMost < most && isAllowed(i, j)) most = atMost;
    }
    const found: number[] = [];
    for (let j = 0; j < columns; j++) {
      const sum = own + others[j]!;
      if (sum - 2 * products[j]! - margin * sum <= most && isAllowed(i, j)) found.push(j);
    }
    return found;
  };
}
