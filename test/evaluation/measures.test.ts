import { describe, expect, test } from "vitest";
import { stream } from "../../lib/core";
import {
  balancedAccuracy,
  measures,
  suspectedLabels,
  summarizeArm,
  undefinedWords,
  type FoldAnswers,
  type Prediction,
} from "../../lib/evaluation";
import { randomForest } from "../../lib/evaluation/random-forest";
import { vectors } from "../../lib/quality";

const prediction = (label: number, probability: number, id = ""): Prediction => ({
  id,
  label,
  probabilities: [1 - probability, probability],
});

describe("measures", () => {
  test("have no value, and words for it, where a class is missing", () => {
    const negatives = [prediction(0, 0.2), prediction(0, 0.7)];
    const values = measures.map((m) => m.of(negatives, 1));
    expect(values).toEqual([undefined, 0.5, undefined, 0.5, undefined, expect.closeTo(0.265, 12)]);
    expect(measures.map((m) => undefinedWords(m))).toContain("undefined: no positives here");
    expect(measures.map((m) => m.of([]))).toEqual(new Array(measures.length).fill(undefined));
  });

  test("of three classes: one against the rest, and their means", () => {
    const rows = [
      [0, 0.6, 0.3, 0.1],
      [0, 0.2, 0.5, 0.3],
      [1, 0.1, 0.7, 0.2],
      [1, 0.3, 0.3, 0.4],
      [1, 0.2, 0.6, 0.2],
      [2, 0.1, 0.2, 0.7],
      [2, 0.5, 0.1, 0.4],
      [2, 0.1, 0.3, 0.6],
    ];
    const three = rows.map(([label = 0, ...probabilities]) => ({ id: "", label, probabilities }));
    const value = (name: string, positive?: number) =>
      measures.find((m) => m.name === name)?.of(three, positive);
    expect(value("balanced accuracy")).toBeCloseTo((1 / 2 + 2 / 3 + 2 / 3) / 3, 12);
    expect(value("accuracy")).toBe(5 / 8);
    expect(value("sensitivity")).toBe(value("balanced accuracy"));
    expect(value("sensitivity", 1)).toBeCloseTo(2 / 3, 12);
    expect(value("specificity", 1)).toBeCloseTo(4 / 5, 12);
    expect(value("AUC", 0)).toBeCloseTo(0.7916666666666666, 12);
    expect(value("AUC")).toBeCloseTo(0.875, 12);
    expect(value("Brier score")).toBeCloseTo(0.14083333333333337, 12);
    expect(value("sensitivity", 3)).toBeUndefined();
  });

  test("balancedAccuracy() does not reward guessing the larger class", () => {
    const guesses = Array.from({ length: 10 }, (_, i) => prediction(i === 0 ? 1 : 0, 0.1));
    expect(balancedAccuracy(guesses)).toBe(0.5);
  });
});

describe("summarizeArm()", () => {
  const answers = (name: string, right: number): FoldAnswers => ({
    name,
    repeat: 0,
    fold: 0,
    seed: 1,
    predictions: Array.from({ length: 40 }, (_, i) => {
      const label = (i % 2) as 0 | 1;
      return prediction(label, i < right === (label === 1) ? 0.8 : 0.3, `i${i}`);
    }),
  });

  test("gives every measure its interval over groups, and compares with original image by image", () => {
    const both = [answers("original", 30), answers("other", 34)];
    const options = { classes: 2, positive: 1, random: stream(1, "b") };
    const summary = summarizeArm(both, "other", {
      ...options,
      group: (id) => `${Math.floor(Number(id.slice(1)) / 2)}`,
    });
    expect(summary).toMatchObject({ folds: 1, images: 40, against: { gained: 4, lost: 0, p: 0.125 } });
    for (const { value, low, high } of summary.values) {
      expect(low).toBeLessThanOrEqual(value ?? NaN);
      expect(high).toBeGreaterThanOrEqual(value ?? NaN);
    }
    expect(summary.delong?.auc[0]).toBeGreaterThan(summary.delong?.auc[1] ?? 1);
    expect(summarizeArm(both, "original", { ...options, group: (id) => id }).against).toBeUndefined();
  });
});

test("suspectedLabels() names the images with which no model that did not see them agrees", () => {
  const random = stream(1, "labels");
  const arm = (name: string): FoldAnswers => ({
    name,
    repeat: 0,
    fold: 0,
    seed: 1,
    predictions: Array.from({ length: 60 }, (_, i) => {
      const truth = (i % 2) as 0 | 1;
      const isWrong = i === 7 || i === 20;
      const label = isWrong ? ((1 - truth) as 0 | 1) : truth;
      return prediction(label, truth === 1 ? random.between(0.6, 0.99) : random.between(0.01, 0.4), `i${i}`);
    }),
  });
  const found = suspectedLabels([arm("a"), arm("b"), arm("c"), arm("d")], ["a", "b", "c", "d"]);
  expect(found.map((s) => s.id).sort()).toEqual(["i20", "i7"]);
  expect(found[0]).toMatchObject({ models: 4 });
  expect(found[0]?.probability).toBeLessThan(0.25);
});

describe("randomForest()", () => {
  test("learns what a single threshold cannot tell, the same each time", () => {
    const random = stream(3, "points");
    const points = Array.from({ length: 200 }, () => [
      random.between(-1, 1),
      random.between(-1, 1),
      random.next(),
    ]);
    const labels = points.map(([x = 0, y = 0]) => (x * y > 0 ? 1 : 0));
    const forest = randomForest(vectors(points), labels, stream(1, "forest"), 100);
    const fresh = Array.from({ length: 200 }, () => [
      random.between(-1, 1),
      random.between(-1, 1),
      random.next(),
    ]);
    const right = fresh.filter(([x = 0, y = 0, z = 0]) => forest.predict([x, y, z])[1]! > 0.5 === x * y > 0);
    expect(right.length).toBeGreaterThan(170);
    const again = randomForest(vectors(points), labels, stream(1, "forest"), 100);
    expect(again.predict([0.3, 0.4, 0.5])).toEqual(forest.predict([0.3, 0.4, 0.5]));
  });

  test("answers one class from one class, and the share of classes from equal vectors", () => {
    expect(randomForest(vectors([[1], [2]]), [1, 1], stream(1, "f"), 5).predict([0])).toEqual([0, 1]);
    const equal = randomForest(vectors([[1], [1], [1], [1]]), [0, 0, 1, 1], stream(1, "f"), 300);
    expect(equal.predict([1])[1]).toBeCloseTo(0.5, 1);
  });
});
