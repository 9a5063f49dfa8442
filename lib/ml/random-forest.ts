import { mean, range } from "../core/arrays";
import type { Random } from "../core/random";
import { columnsOf } from "./columns-of";
import { growTree, leafShares } from "./decision-tree";
import type { Vectors } from "./vectors";

/** Decision trees whose class shares are averaged. */
export interface RandomForest {
  /** Probability of each class of a vector. */
  predict(vector: ArrayLike<number>): number[];
}

/**
 * Fits a random forest: each tree on a bootstrap sample, each split the best of sqrt(number of features)
 * features, drawn for that split with replacement; grown until a leaf has one class.
 *
 * @param x n vectors
 * @param labels n classes, 0, 1, 2 ...
 * @param grown told after each tree how many there are
 * Source: Breiman, Machine Learning 45 (2001) 5; see `growTree` for its thresholds.
 */
export function randomForest(
  x: Vectors,
  labels: readonly number[],
  random: Random,
  trees = 200,
  grown?: (trees: number) => void,
): RandomForest {
  const tried = Math.max(1, Math.round(Math.sqrt(x.dim)));
  const classes = labels.reduce((most, label) => Math.max(most, label), -1) + 1;
  const columns = columnsOf(x);
  function* features(): Iterable<number> {
    for (let k = 0; k < tried; k++) yield random.integer(x.dim);
  }
  const forest = range(trees).map((k) => {
    const rows = range(x.n).map(() => random.integer(x.n));
    const tree = growTree(x, labels, { rows, classes, features, columns });
    grown?.(k + 1);
    return tree;
  });
  return {
    predict: (vector) => {
      const leaves = forest.map((tree) => leafShares(tree, vector));
      return range(classes).map((k) => mean(leaves, (leaf) => leaf[k] ?? 0));
    },
  };
}
