import { mean } from "../core/arrays";
import type { Random } from "../core/random";
import { classesOf, type Label } from "../data/label";
import type { Vectors } from "../ml/vectors";

/** A leaf's share of each class, or a question. */
type Tree = Shares | Question;
type Shares = readonly number[];
interface Question {
  readonly feature: number;
  readonly cut: number;
  readonly low: Tree;
  readonly high: Tree;
}

/** Trees of yes-no questions about single features, whose answers are averaged. */
export interface RandomForest {
  /** Probability of each class of a vector. */
  predict(vector: ArrayLike<number>): number[];
}

/**
 * Fits a random forest: each tree on a bootstrap sample, each question the best cut of the root of the number of
 * features, drawn anew, by Gini's impurity; grown until a leaf has one class.
 *
 * @param x n vectors
 * @param labels one a vector
 * Source: Breiman, Machine Learning 45 (2001) 5.
 */
export function randomForest(
  x: Vectors,
  labels: readonly Label[],
  random: Random,
  trees = 200,
): RandomForest {
  const many = Math.max(1, Math.round(Math.sqrt(x.dim)));
  const value = (i: number, feature: number): number => x.values[i * x.dim + feature]!;
  const classes = classesOf(labels);
  const grow = (places: readonly number[]): Tree => {
    const counts = new Array<number>(classes.length).fill(0);
    for (const i of places) counts[labels[i]!]!++;
    const leaf = (): Shares => counts.map((c) => c / places.length);
    if (counts.includes(places.length)) return leaf();
    let best: { feature: number; cut: number; impurity: number } | undefined;
    for (let k = 0; k < many; k++) {
      const feature = random.integer(x.dim);
      const found = bestCut(places, counts, labels, (i) => value(i, feature));
      if (found && (!best || found.impurity < best.impurity)) best = { feature, ...found };
    }
    if (!best) return leaf();
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
    predict: (vector) => {
      const leaves = forest.map((tree) => answer(tree, vector));
      return classes.map((k) => mean(leaves, (leaf) => leaf[k] ?? 0));
    },
  };
}

/** Parts of a feature's range between which it may be cut: far quicker than every value, and as good on averages of trees. */
const parts = 16;

/** Where to cut a feature so that both sides are purest; undefined when it has one value. */
function bestCut(
  places: readonly number[],
  total: readonly number[],
  labels: readonly Label[],
  value: (i: number) => number,
): { cut: number; impurity: number } | undefined {
  let [low, high] = [Infinity, -Infinity];
  for (const i of places) [low, high] = [Math.min(low, value(i)), Math.max(high, value(i))];
  if (low === high) return undefined;
  const classes = total.length;
  const counts = new Int32Array(classes * parts);
  const width = (high - low) / parts;
  for (const i of places) {
    const part = Math.min(parts - 1, Math.floor((value(i) - low) / width));
    counts[classes * part + labels[i]!]!++;
  }
  const below = new Array<number>(classes).fill(0);
  let best: { cut: number; impurity: number } | undefined;
  for (let part = 0, n = 0; part < parts - 1; part++) {
    for (let k = 0; k < classes; k++) {
      const more = counts[classes * part + k]!;
      below[k]! += more;
      n += more;
    }
    const above = places.length - n;
    let impurity = n + above; // each side's n times Gini's impurity: n less the sum of squares over n
    for (let k = 0; k < classes; k++) impurity -= below[k]! ** 2 / n + (total[k]! - below[k]!) ** 2 / above;
    if (!best || impurity < best.impurity) best = { cut: low + (part + 1) * width, impurity };
  }
  return best;
}

function answer(tree: Tree, vector: ArrayLike<number>): Shares {
  let at = tree;
  while ("feature" in at) at = vector[at.feature]! < at.cut ? at.low : at.high;
  return at;
}
