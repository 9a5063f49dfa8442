import { describe, expect, it } from "vitest";
import { growTree, leafShares, type DecisionTree } from "../../lib/ml/decision-tree";
import { vectors } from "../../lib/ml/vectors";
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
});
