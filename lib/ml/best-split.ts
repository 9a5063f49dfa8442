import type { DrawnRows } from "./drawn-rows";
import type { Vectors } from "./vectors";

/** A node of a tree that grows, and what may split it. */
export interface NodeToSplit {
  /** Number of vectors in all, and their values, feature after feature. */
  readonly n: number;
  readonly columns: Vectors["values"];
  /** Features to try. */
  readonly features: () => Iterable<number>;
  /** The node's vectors: from `from` to before `to`. */
  readonly drawn: DrawnRows;
  readonly from: number;
  readonly to: number;
  /** How many of them are of each class, and in all. */
  readonly counts: readonly number[];
  readonly total: number;
  /** Room for as many numbers as the node has vectors. */
  readonly values: Float64Array;
}

const parts = 16; // of a feature's range

/** The feature and threshold that split a node into the purest sides, of equal ones the first; undefined where each feature has one value. */
export function bestSplit(node: NodeToSplit): { feature: number; threshold: number } | undefined {
  const { n, columns, drawn, from, to, counts, total, values } = node;
  const inParts = new Int32Array(counts.length * parts);
  const below = new Int32Array(counts.length);
  const all = Int32Array.from(counts);
  let best: { feature: number; threshold: number } | undefined;
  let least = Infinity;
  for (const feature of node.features()) {
    const { low, high } = gather(columns, feature * n, drawn.rows, from, to, values);
    if (low === high) continue;
    const width = (high - low) / parts;
    countInParts(drawn, from, to, values, low, width, inParts.fill(0), counts.length);
    below.fill(0);
    for (let part = 0, under = 0; part < parts - 1; part++) {
      const more = take(inParts, part, below);
      if (more === 0) continue; // the same sides as before
      under += more;
      const impurity = impurityOfSides(below, all, under, total - under);
      if (impurity >= least) continue;
      least = impurity;
      best = { feature, threshold: low + (part + 1) * width };
    }
  }
  return best;
}

/** Copies a feature's values of a node's vectors to the begin of `into`, and finds their range. */
function gather(
  columns: Vectors["values"],
  column: number,
  rows: Int32Array,
  from: number,
  to: number,
  into: Float64Array,
): { readonly low: number; readonly high: number } {
  let low = Infinity;
  let high = -Infinity;
  for (let k = from; k < to; k++) {
    const value = columns[column + rows[k]!]!;
    into[k - from] = value;
    if (value < low) low = value;
    if (value > high) high = value;
  }
  return { low, high };
}

/** Adds each vector to its class in its part of the range. */
function countInParts(
  { times, labels }: DrawnRows,
  from: number,
  to: number,
  values: Float64Array,
  low: number,
  width: number,
  inParts: Int32Array,
  classes: number,
): void {
  for (let k = from; k < to; k++) {
    const part = Math.min(parts - 1, (values[k - from]! - low) / width) | 0;
    inParts[classes * part + labels[k]!]! += times[k]!;
  }
}

/** Adds the vectors of one part to those below; how many they are. */
function take(inParts: Int32Array, part: number, below: Int32Array): number {
  let sum = 0;
  for (let k = 0; k < below.length; k++) {
    const more = inParts[below.length * part + k]!;
    below[k]! += more;
    sum += more;
  }
  return sum;
}

/** Number of vectors times Gini's impurity, of both sides together: of a side its number less the sum of squares over it. */
function impurityOfSides(below: Int32Array, all: Int32Array, under: number, above: number): number {
  let impurity = under + above;
  for (let k = 0; k < below.length; k++) {
    const one = below[k]!;
    const other = all[k]! - one;
    impurity -= (one * one) / under + (other * other) / above;
  }
  return impurity;
}
