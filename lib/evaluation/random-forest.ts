import type { Random } from "../core/random";
import type { Vectors } from "../quality/vectors";

type Tree =
  number | { readonly feature: number; readonly cut: number; readonly low: Tree; readonly high: Tree };

/** Trees of yes-no questions about single features, whose answers are averaged. */
export interface RandomForest {
  /** Chance of label 1 of a vector, 0..1. */
  predict(vector: ArrayLike<number>): number;
}

/**
 * Fits a random forest: each tree on a bootstrap sample, each question the best cut of the root of the number of
 * features, drawn anew, by Gini's impurity; grown until a leaf has one class.
 *
 * @param x n vectors
 * @param labels 0 or 1, one a vector
 * Source: Breiman, Machine Learning 45 (2001) 5.
 */
export function randomForest(
  x: Vectors,
  labels: readonly (0 | 1)[],
  random: Random,
  trees = 200,
): RandomForest {
  const many = Math.max(1, Math.round(Math.sqrt(x.dim)));
  const value = (i: number, feature: number): number => x.values[i * x.dim + feature]!;
  const grow = (places: readonly number[]): Tree => {
    const positives = places.filter((i) => labels[i] === 1).length;
    if (positives === 0 || positives === places.length) return positives === 0 ? 0 : 1;
    let best: { feature: number; cut: number; impurity: number } | undefined;
    for (let k = 0; k < many; k++) {
      const feature = random.integer(x.dim);
      const found = bestCut(places, positives, labels, (i) => value(i, feature));
      if (found && (!best || found.impurity < best.impurity)) best = { feature, ...found };
    }
    if (!best) return positives / places.length;
    const { feature, cut } = best;
    return {
      feature,
      cut,
      low: grow(places.filter((i) => value(i, feature) < cut)),
      high: grow(places.filter((i) => value(i, feature) >= cut)),
    };
  };
  const forest = Array.from({ length: trees }, () =>
    grow(Array.from({ length: x.n }, () => random.integer(x.n))),
  );
  return {
    predict: (vector) => forest.reduce<number>((sum, tree) => sum + answer(tree, vector), 0) / forest.length,
  };
}

/** Parts of a feature's range between which it may be cut: far quicker than every value, and as good on averages of trees. */
const parts = 16;

/** Where to cut a feature so that both sides are purest; undefined when it has one value. */
function bestCut(
  places: readonly number[],
  positives: number,
  labels: readonly (0 | 1)[],
  value: (i: number) => number,
): { cut: number; impurity: number } | undefined {
  let [low, high] = [Infinity, -Infinity];
  for (const i of places) [low, high] = [Math.min(low, value(i)), Math.max(high, value(i))];
  if (low === high) return undefined;
  const counts = new Int32Array(2 * parts);
  const width = (high - low) / parts;
  for (const i of places) {
    const part = Math.min(parts - 1, Math.floor((value(i) - low) / width));
    counts[2 * part + labels[i]!]!++;
  }
  const n = places.length;
  let best: { cut: number; impurity: number } | undefined;
  for (let part = 0, below = 0, ones = 0; part < parts - 1; part++) {
    ones += counts[2 * part + 1]!;
    below += counts[2 * part]! + counts[2 * part + 1]!;
    const above = n - below;
    const impurity =
      (ones * (below - ones)) / below + ((positives - ones) * (above - positives + ones)) / above;
    if (!best || impurity < best.impurity) best = { cut: low + (part + 1) * width, impurity };
  }
  return best;
}

function answer(tree: Tree, vector: ArrayLike<number>): number {
  let at = tree;
  while (typeof at !== "number") at = vector[at.feature]! < at.cut ? at.low : at.high;
  return at;
}
