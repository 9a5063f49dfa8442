import { describe, expect, it } from "vitest";
import { growTree, leafShares, type DecisionTree, type TreeOptions } from "../../lib/ml/decision-tree";
import { stream } from "../../lib/core/random";
import { vectors, type Vectors } from "../../lib/ml/vectors";
import golden from "../golden/forest.json";

type Expected = readonly number[] | { feature: number; counts: number[]; low: Expected; high: Expected };

const { x: rows, labels, root } = golden.tree;
const x = vectors(rows);
const range = (n: number): number[] => Array.from({ length: n }, (_, i) => i);
const all = { rows: range(x.n), classes: 3, features: () => range(x.dim) };

/** A tree with the training rows of each node counted by class, as the reference has it. */
function counted(tree: DecisionTree, indices: readonly number[]): Expected {
  const counts = [0, 1, 2].map((k) => indices.filter((i) => labels[i] === k).length);
  if (!("feature" in tree)) {
    expect(tree).toEqual(counts.map((c) => c / indices.length));
    return counts;
  }
  const { feature, threshold, low, high } = tree;
  const isLow = (i: number): boolean => rows[i]![feature]! < threshold;
  return {
    feature,
    counts,
    low: counted(low, indices.filter(isLow)),
    high: counted(
      high,
      indices.filter((i) => !isLow(i)),
    ),
  };
}

describe("growTree()", () => {
  it("is scikit-learn's tree, split by split, where no tie is to be broken", () => {
    expect(counted(growTree(x, labels, all), all.rows)).toEqual(root);
  });

  it("classifies every training vector right, and a bootstrap sample's by its own rows only", () => {
    const tree = growTree(x, labels, all);
    rows.forEach((row, i) => expect(leafShares(tree, row)[labels[i]!]).toBe(1));
    const some = [3, 3, 3, 8, 8, 20];
    const fewer = growTree(x, labels, { ...all, rows: some });
    for (const i of some) expect(leafShares(fewer, rows[i]!)[labels[i]!]).toBe(1);
  });

  it("ends in a leaf of one class, and of shares where nothing is left to split", () => {
    expect(
      growTree(vectors([[1], [2]]), [1, 1], { ...all, rows: [0, 1], classes: 2, features: () => [0] }),
    ).toEqual([0, 1]);
    const same = growTree(vectors([[1], [1], [1], [1]]), [0, 1, 1, 1], {
      rows: range(4),
      classes: 2,
      features: () => [0],
    });
    expect(same).toEqual([0.25, 0.75]);
    expect(growTree(x, labels, { ...all, features: () => [] })).toHaveLength(3);
  });

  it("takes the first of equally good splits", () => {
    const twice = vectors([
      [0, 0],
      [1, 1],
    ]);
    const features = (order: number[]) => ({ rows: [0, 1], classes: 2, features: () => order });
    expect(growTree(twice, [0, 1], features([1, 0]))).toMatchObject({ feature: 1 });
    expect(growTree(twice, [0, 1], features([0, 1]))).toMatchObject({ feature: 0 });
  });

  it("is the tree that the plain rule grows, of rows drawn several times, of tied splits, in either precision", () => {
    const random = stream(1, "plain trees");
    for (const value of [() => random.integer(5), () => random.normal(), () => Math.fround(random.next())]) {
      const x = vectors(Array.from({ length: 120 }, () => Array.from({ length: 6 }, value)));
      const labels = range(x.n).map(() => random.integer(3));
      const rows = range(x.n).map(() => random.integer(x.n));
      const grow = (by: typeof growTree, seed: number): DecisionTree => {
        const draws = stream(seed, "features");
        const features = () => range(3).map(() => draws.integer(x.dim));
        return by(x, labels, { rows, classes: 3, features });
      };
      for (const seed of range(5)) expect(grow(growTree, seed)).toEqual(grow(growPlainly, seed));
    }
  });
});

/** The rule itself: for each feature and border the impurity of both sides, counted anew. */
function growPlainly(x: Vectors, labels: readonly number[], options: TreeOptions): DecisionTree {
  const { rows, classes, features } = options;
  const share = (side: readonly number[]): number[] =>
    range(classes).map((k) => side.filter((i) => labels[i] === k).length / side.length);
  if (share(rows).includes(1)) return share(rows);
  const tried = [...features()].flatMap((feature) => {
    const value = (i: number): number => x.values[i * x.dim + feature]!;
    const [low, high] = [Math.min(...rows.map(value)), Math.max(...rows.map(value))];
    const width = (high - low) / 16;
    const part = (i: number): number => Math.min(15, Math.floor((value(i) - low) / width));
    return (low === high ? [] : range(15)).map((border) => {
      const sides = [rows.filter((i) => part(i) <= border), rows.filter((i) => part(i) > border)];
      const of = (k: number): number[] =>
        sides.map((s) => s.filter((i) => labels[i] === k).length ** 2 / s.length);
      const impurity = range(classes).reduce((left, k) => left - of(k).reduce((a, b) => a + b), rows.length);
      return { feature, threshold: low + (border + 1) * width, impurity };
    });
  });
  if (tried.length === 0) return share(rows);
  const { feature, threshold } = tried.reduce((best, one) => (one.impurity < best.impurity ? one : best));
  const isLow = (i: number): boolean => x.values[i * x.dim + feature]! < threshold;
  const grow = (side: readonly number[]) => growPlainly(x, labels, { ...options, rows: side });
  return { feature, threshold, low: grow(rows.filter(isLow)), high: grow(rows.filter((i) => !isLow(i))) };
}
