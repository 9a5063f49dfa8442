import { fail } from "./errors";

/** Sum of numbers, added from first to last; 0 of none. */
export function sum(values: ArrayLike<number>): number {
  let total = 0;
  for (let i = 0; i < values.length; i++) total += values[i]!;
  return total;
}

/**
 * Mean of numbers, or of one number per item, added from first to last.
 * @throws RangeError for none: a mean of nothing has no value
 * @example mean([1, 2, 6]) // 3
 * @example mean(epochs, (epoch) => epoch.loss)
 */
export function mean(values: ArrayLike<number>): number;
export function mean<T>(items: readonly T[], of: (item: T) => number): number;
export function mean<T>(items: ArrayLike<T>, of: (item: T) => number = Number): number {
  refuseNone("take a mean", items);
  let total = 0;
  for (let i = 0; i < items.length; i++) total += of(items[i]!);
  return total / items.length;
}

/**
 * Variance of numbers, from their mean and added from first to last.
 * @param divisor of the sum of squares: "n - 1" for a sample (NaN of one number), "n" for all there are
 * @throws RangeError for none
 * @example variance([1, 2, 6], "n - 1") // 7
 */
export function variance(values: ArrayLike<number>, divisor: "n" | "n - 1"): number {
  const middle = mean(values);
  let squares = 0;
  for (let i = 0; i < values.length; i++) squares += (values[i]! - middle) ** 2;
  return squares / (divisor === "n" ? values.length : values.length - 1);
}

/**
 * The middle number; of an even count the mean of the two middle ones.
 * @throws RangeError for none, or where one is NaN
 */
export function median(values: ArrayLike<number>): number {
  return quantile(values, 0.5);
}

/**
 * Quantile of numbers in any order, interpolated linearly between neighbours (NumPy's default).
 * @param p 0 (the smallest) to 1 (the largest)
 * @throws RangeError for none, or where one is NaN
 */
export function quantile(values: ArrayLike<number>, p: number): number {
  const sorted = sortAscending("take a quantile", values);
  const at = p * (sorted.length - 1);
  const low = Math.floor(at);
  const below = sorted[low]!;
  return at === low ? below : below + (at - low) * (sorted[low + 1]! - below);
}

/**
 * Smallest and largest number.
 * @throws RangeError for none, or where one is NaN
 */
export function extent(values: ArrayLike<number>): [low: number, high: number] {
  refuseNone("find the smallest and largest", values);
  let low = Infinity;
  let high = -Infinity;
  for (let i = 0; i < values.length; i++) {
    const value = values[i]!;
    if (value < low) low = value;
    if (value > high) high = value;
    if (Number.isNaN(value)) refuseNaN("find the smallest and largest");
  }
  return [low, high];
}

/** The whole numbers 0, 1 ... count - 1. */
export function range(count: number): number[] {
  return Array.from({ length: count }, (_, i) => i);
}

/** Indices of the items that a condition holds for, ascending. */
export function indicesWhere<T>(items: readonly T[], holds: (item: T, index: number) => boolean): number[] {
  return items.flatMap((item, i) => (holds(item, i) ? [i] : []));
}

/** Items by key; keys and items in the order of their first appearance (`Map.groupBy` of Node 21). */
export function groupBy<K, T>(items: readonly T[], key: (item: T) => K): Map<K, T[]> {
  return indexByKeys(items, (item) => [key(item)]);
}

/** Items under each of their keys, in the order of their first appearance. */
export function indexByKeys<K, T>(items: readonly T[], keys: (item: T) => Iterable<K>): Map<K, T[]> {
  const index = new Map<K, T[]>();
  for (const item of items)
    for (const key of keys(item)) {
      const some = index.get(key);
      if (some) some.push(item);
      else index.set(key, [item]);
    }
  return index;
}

/**
 * Where a condition changes from true (at `low`) to false (at `high`), by halving the interval.
 * @param iterations halvings: the result is exact to (high - low) / 2 ** (iterations + 1)
 */
export function bisect(
  isBelow: (x: number) => boolean,
  { low, high, iterations }: { readonly low: number; readonly high: number; readonly iterations: number },
): number {
  for (let i = 0; i < iterations; i++) {
    const middle = (low + high) / 2;
    if (isBelow(middle)) low = middle;
    else high = middle;
  }
  return (low + high) / 2;
}

function sortAscending(action: string, values: ArrayLike<number>): Float64Array {
  refuseNone(action, values);
  const sorted = Float64Array.from(values).sort(); // NaN comes last
  if (Number.isNaN(sorted[sorted.length - 1])) refuseNaN(action);
  return sorted;
}

function refuseNone(action: string, items: ArrayLike<unknown>): void {
  if (items.length === 0)
    fail(action, "no values", "at least one", "Handle the empty case before.", RangeError);
}

function refuseNaN(action: string): never {
  return fail(action, "NaN among the values", "numbers", "Leave missing values out before.", RangeError);
}
