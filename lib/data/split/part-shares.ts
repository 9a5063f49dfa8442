import { range, sum } from "../../core/arrays";

/** Shares of the images, 0 to 1; training gets the rest: 34 and 22 of 200 leave 144, as in the paper. */
export const partShares = { validation: 0.17, test: 0.11 };

/** Shares a total out to classes by their sizes, at least one each; what rounding leaves goes to the largest remainders. */
export function allot(total: number, sizes: readonly number[]): number[] {
  const all = sum(sizes);
  const exact = sizes.map((size) => (total * size) / all);
  const given = exact.map((x) => Math.max(1, Math.floor(x)));
  const order = range(exact.length).sort((a, b) => remainder(b) - remainder(a) || a - b);
  const left = total - sum(given);
  order.slice(0, Math.max(0, left)).forEach((c) => (given[c] = (given[c] ?? 0) + 1));
  return given;

  function remainder(c: number): number {
    return (exact[c] ?? 0) - (given[c] ?? 0);
  }
}
