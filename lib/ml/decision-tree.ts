import type { Vectors } from "./vectors";

/** A split, or a leaf with the share of each class among its training vectors. */
export type DecisionTree = Split | readonly number[];

/** A node that sends vectors below its threshold to one side, all others to the other. */
export interface Split {
  readonly feature: number;
  readonly threshold: number;
  readonly low: DecisionTree;
  readonly high: DecisionTree;
}

/** Training vectors of a tree, and the features it may split. */
export interface TreeOptions {
  /** Indices of the training vectors; one may appear several times. */
  readonly rows: readonly number[];
  /** Number of classes. */
  readonly classes: number;
  /** Features to try at a node; of equally good splits the first is taken. */
  readonly features: () => Iterable<number>;
}

/**
 * Grows a classification tree until each leaf has one class or nothing is left to split: each split has the lowest Gini
 * impurity of all features that are tried.
 *
 * @param x n vectors
 * @param labels n classes, 0 ... classes - 1
 * Source: Breiman, Friedman, Olshen & Stone, Classification and Regression Trees (1984).
 * Deviation: thresholds are the borders of 16 equal parts of a feature's range in the node, not every value: far quicker,
 *   and as good on averages of trees.
 */
export function growTree(x: Vectors, labels: readonly number[], options: TreeOptions): DecisionTree {
  const { rows, classes, features } = options;
  const counts = new Array<number>(classes).fill(0);
  for (const i of rows) counts[labels[i]!]!++;
  const leaf = counts.map((c) => c / rows.length);
  if (counts.includes(rows.length)) return leaf;
  let best: (Threshold & { feature: number }) | undefined;
  for (const feature of features()) {
    const found = bestThreshold(x, feature, rows, labels, counts);
    if (found && (!best || found.impurity < best.impurity)) best = { feature, ...found };
  }
  if (!best) return leaf;
  const { feature, threshold } = best;
  const isLow = (i: number): boolean => x.values[i * x.dim + feature]! < threshold;
  return {
    feature,
    threshold,
    low: growTree(x, labels, { ...options, rows: rows.filter(isLow) }),
    high: growTree(x, labels, { ...options, rows: rows.filter((i) => !isLow(i)) }),
  };
}

/** Share of each class in the leaf that a vector falls into. */
export function leafShares(tree: DecisionTree, vector: ArrayLike<number>): readonly number[] {
  let at = tree;
  while ("feature" in at) at = vector[at.feature]! < at.threshold ? at.low : at.high;
  return at;
}

interface Threshold {
  readonly threshold: number;
  /** Number of vectors times Gini's impurity, of both sides together. */
  readonly impurity: number;
}

const parts = 16; // of a feature's range

/** Threshold that splits a feature into the purest sides; undefined when it has one value. */
function bestThreshold(
  { dim, values }: Vectors,
  feature: number,
  rows: readonly number[],
  labels: readonly number[],
  total: readonly number[],
): Threshold | undefined {
  const value = (i: number): number => values[i * dim + feature]!;
  let [low, high] = [Infinity, -Infinity];
  for (const i of rows) [low, high] = [Math.min(low, value(i)), Math.max(high, value(i))];
  if (low === high) return undefined;
  const classes = total.length;
  const counts = new Int32Array(classes * parts);
  const width = (high - low) / parts;
  for (const i of rows) {
    const part = Math.min(parts - 1, Math.floor((value(i) - low) / width));
    counts[classes * part + labels[i]!]!++;
  }
  const below = new Array<number>(classes).fill(0);
  let best: Threshold | undefined;
  for (let part = 0, n = 0; part < parts - 1; part++) {
    for (let k = 0; k < classes; k++) {
      const more = counts[classes * part + k]!;
      below[k]! += more;
      n += more;
    }
    const above = rows.length - n;
    let impurity = n + above; // n times Gini's impurity of a side: n less the sum of squares over n
    for (let k = 0; k < classes; k++) impurity -= below[k]! ** 2 / n + (total[k]! - below[k]!) ** 2 / above;
    if (!best || impurity < best.impurity) best = { threshold: low + (part + 1) * width, impurity };
  }
  return best;
}
