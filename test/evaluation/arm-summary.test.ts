import { describe, expect, test } from "vitest";
import { stream } from "../../lib/core";
import { summarizeArm } from "../../lib/evaluation/arm-summary";
import type { FoldPredictions } from "../../lib/evaluation/fold-predictions";
import { findValue } from "../../lib/evaluation/measures";
import { auc } from "../../lib/statistics/auc";
import { wilson } from "../../lib/statistics/wilson";
import { arm } from "./made-folds";
import { prediction } from "./made-prediction";

describe("summarizeArm()", () => {
  const predict = (name: string, right: number): FoldPredictions => ({
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
    const both = [predict("original", 30), predict("other", 34)];
    const options = { folds: 1, classes: 2, positive: 1, random: stream(1, "b") };
    const summary = summarizeArm(both, "other", { ...options, group: (id) => id });
    expect(summary).toMatchObject({ images: 40, against: { gained: 4, lost: 0, p: 0.125 } });
    expect(summary.delong?.p).toBeLessThan(1);
    for (const { value, low, high } of summary.values) {
      expect(low).toBeLessThanOrEqual(value ?? NaN);
      expect(high).toBeGreaterThanOrEqual(value ?? NaN);
    }
    expect(summary.delong?.auc[0]).toBeGreaterThan(summary.delong?.auc[1] ?? 1);
    expect(summarizeArm(both, "original", { ...options, group: (id) => id }).against).toBeUndefined();
  });

  test("is no point where all answers are right or alike: the interval of one image per group and class", () => {
    const options = { folds: 1, classes: 2, positive: 1, random: stream(1, "b") };
    const group = (id: string): string => `patient ${Math.floor(Number(id.slice(1)) / 4)}`; // of 10, each with both classes
    const perfect = summarizeArm([predict("original", 40)], "original", { ...options, group }).values;
    const { low, high } = wilson(10, 10);
    expect(findValue(perfect, "sensitivity")).toMatchObject({ value: 1, low, high });
    expect(findValue(perfect, "balanced accuracy")).toMatchObject({ value: 1, low, high });
    expect(findValue(perfect, "AUC").low).toBeCloseTo(
      auc(
        [1, 0].flatMap((l) => Array<number>(10).fill(l)),
        [1, 0].flatMap((l) => Array<number>(10).fill(l)),
      ).low,
      9,
    );
    const constant = { ...predict("original", 40) };
    const same = constant.predictions.map((p) => ({ ...p, probabilities: [0.6, 0.4] }));
    const guessed = summarizeArm([{ ...constant, predictions: same }], "original", {
      ...options,
      group,
    }).values;
    expect(findValue(guessed, "sensitivity")).toMatchObject({
      value: 0,
      low: 0,
      high: expect.closeTo(1 - low, 12) as number,
    });
    expect(findValue(guessed, "AUC").high).toBeGreaterThan(0.7);
    // each patient has one of two right: nothing varies between them, and one image of each would tell of another value
    const half = constant.predictions.map((p, i) => ({
      ...p,
      probabilities: i % 4 < 2 ? [0.1, 0.9] : [0.9, 0.1],
    }));
    const even = summarizeArm([{ ...constant, predictions: half }], "original", { ...options, group }).values;
    expect(findValue(even, "sensitivity")).toEqual({
      measure: "sensitivity",
      value: 0.5,
      low: undefined,
      high: undefined,
    });
  });

  test("has no p of tests that take images for independent where two are of one group", () => {
    const both = [predict("original", 30), predict("other", 34)];
    const options = { folds: 1, classes: 2, positive: 1, random: stream(1, "b") };
    const summary = summarizeArm(both, "other", { ...options, group: (id) => (id === "i3" ? "i2" : id) });
    expect(summary.against).toEqual({ gained: 4, lost: 0 });
    expect(summary.delong?.p).toBeUndefined();
    expect(summary.delong?.auc[0]).toBeGreaterThan(summary.delong?.auc[1] ?? 1);
  });

  test("is of the folds that its comparison with original is of", () => {
    const options = { folds: 5, classes: 2, positive: 1, random: stream(1, "b"), group: (id: string) => id };
    const accuracy = (of: readonly FoldPredictions[]): number | undefined =>
      findValue(summarizeArm(of, "other", options).values, "accuracy").value;
    const begun = [...arm("original", () => 0), ...arm("other", (f) => (f < 5 ? 0 : -14))].filter(
      ({ repeat, fold }) => repeat === 0 || fold === 0,
    );
    expect(accuracy(begun)).toBeCloseTo(29 / 40, 12); // the one fold of the second repeat has 15 of 40
    const late = begun.filter(({ name, repeat }) => name === "other" || repeat === 1);
    expect(accuracy(late)).toBeCloseTo(15 / 40, 12);
    expect(accuracy(begun.filter(({ name }) => name === "other"))).toBeCloseTo(29 / 40, 12);
  });
});
