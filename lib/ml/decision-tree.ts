import { bestSplit } from "./best-split";
import { columnsOf } from "./columns-of";
import { drawnRows, splitRows, type DrawnRows } from "./drawn-rows";
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
  /** `columnsOf(x)`, which all trees of a forest share; made when absent. */
  readonly columns?: Vectors["values"];
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
  const { rows, classes, features, columns = columnsOf(x) } = options;
  const drawn = drawnRows(rows, labels, x.n);
  const values = new Float64Array(drawn.rows.length);
  const grow = (from: number, to: number): DecisionTree => {
    const counts = countClasses(drawn, from, to, classes);
    const total = counts.reduce((sum, count) => sum + count, 0);
    const leaf = counts.map((c) => c / total);
    if (counts.includes(total)) return leaf;
    const best = bestSplit({ n: x.n, columns, features, drawn, from, to, counts, total, values });
    if (!best) return leaf;
    const { feature, threshold } = best;
    const column = columns.subarray(feature * x.n, (feature + 1) * x.n);
    const middle = splitRows(drawn, column, threshold, from, to);
    return { feature, threshold, low: grow(from, middle), high: grow(middle, to) };
  };
  return grow(0, drawn.rows.length);
}

function countClasses({ times, labels }: DrawnRows, from: number, to: number, classes: number): number[] {
  const counts = new Array<number>(classes).fill(0);
  for (let k = from; k < to; k++) counts[labels[k]!]! += times[k]!;
  return counts;
}

/** Share of each class in the leaf that a vector falls into. */
export function leafShares(tree: DecisionTree, vector: ArrayLike<number>): readonly number[] {
  let at = tree;
  while (!isLeaf(at)) at = vector[at.feature]! < at.threshold ? at.low : at.high;
  return at;
}

/** Whether it is a leaf: quicker than to ask for a property, as nodes have objects of several shapes. */
function isLeaf(tree: DecisionTree): tree is readonly number[] {
  return Array.isArray(tree);
}
