import { describe, expect, test } from "vitest";
import { balancedAccuracy, findValue, formatValue, measures, type Prediction } from "../../lib/evaluation";
import { measure, measureClasses } from "../../lib/evaluation/measures";
import { wilson } from "../../lib/statistics/wilson";
import { prediction } from "./made-prediction";

/** Predictions with the counts of a confusion matrix: rows are true classes, columns predicted ones. */
function ofMatrix(matrix: readonly (readonly number[])[]): Prediction[] {
  return matrix.flatMap((row, label) =>
    row.flatMap((count, predicted) =>
      Array.from({ length: count }, () => ({
        id: "",
        label,
        probabilities: row.map((_, k) => (k === predicted ? 0.8 : 0.2 / (row.length - 1))),
      })),
    ),
  );
}

describe("measures", () => {
  test("have no value, and words for it, where a class is missing", () => {
    const negatives = [prediction(0, 0.2), prediction(0, 0.7)];
    const values = Object.fromEntries(measure(negatives, 1).map((v) => [v.measure, v.value]));
    expect(values).toMatchObject({
      "balanced accuracy": undefined,
      accuracy: 0.5,
      sensitivity: undefined,
      specificity: 0.5,
      AUC: undefined,
      "Brier score": expect.closeTo(0.265, 12) as number,
    });
    const cells = measures.map((m) => [m.key, formatValue(measure(negatives, 1), m)]);
    expect(Object.fromEntries(cells)).toMatchObject({
      "balanced accuracy": "undefined: no images of one of the classes here",
      accuracy: "0.50 (0.09–0.91)",
      sensitivity: "undefined: no positives here",
      specificity: "0.50 (0.09–0.91)",
      AUC: "undefined: no images of one of the classes here",
      "Brier score": "0.26",
    });
    expect(measures.map((m) => m.estimate([]))).toEqual(new Array(measures.length).fill(undefined));
  });

  test("ends of an interval that two decimals would show alike get more", () => {
    const [accuracy] = measures.filter(({ key }) => key === "accuracy");
    const of = (low: number) => formatValue([{ measure: "accuracy", value: 1, low, high: 1 }], accuracy!);
    expect([of(0.94), of(0.9962), of(0.99962)]).toEqual([
      "1.00 (0.94–1.00)",
      "1.000 (0.996–1.000)",
      "1.0000 (0.9996–1.0000)",
    ]);
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
      measures.find((m) => m.key === name)?.estimate(three, positive)?.value;
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

  test("of two classes on one test set: sensitivity is of the positive one; proportions have counts and Wilson's interval", () => {
    const predictions = ofMatrix([
      [6, 5],
      [2, 9],
    ]);
    const values = measure(predictions, 1);
    expect(values.map((v) => v.measure)).toEqual(measures.map((m) => m.key));
    expect(findValue(values, "sensitivity")).toMatchObject({ value: 9 / 11, successes: 9, n: 11 });
    expect(findValue(values, "specificity")).toMatchObject({ value: 6 / 11, successes: 6, n: 11 });
    expect(findValue(values, "accuracy")).toEqual({ measure: "accuracy", ...wilson(15, 22) });
    const turned = measure(predictions, 0);
    expect(findValue(turned, "sensitivity")).toMatchObject({ value: 6 / 11 });
    expect(findValue(turned, "specificity")).toMatchObject({ value: 9 / 11 });
    expect(measureClasses(predictions)).toEqual([]);
  });

  test("of three classes on one test set: each against the rest, and means whose interval is the mean of theirs", () => {
    const predictions = ofMatrix([
      [8, 1, 1],
      [2, 6, 2],
      [0, 5, 5],
    ]);
    const values = measure(predictions, undefined);
    expect(findValue(values, "accuracy")).toMatchObject({ successes: 19, n: 30 });
    const sensitivities = measureClasses(predictions).map((c) => findValue(c, "sensitivity"));
    const specificities = measureClasses(predictions).map((c) => findValue(c, "specificity"));
    expect(sensitivities.map((v) => v.value)).toEqual([0.8, 0.6, 0.5]);
    expect(specificities.map((v) => v.value)).toEqual([18 / 20, 14 / 20, 17 / 20]);
    const { value, low, high, n } = findValue(values, "sensitivity");
    expect(value).toBeCloseTo(1.9 / 3, 12);
    expect(low).toBeCloseTo(sensitivities.reduce((sum, v) => sum + v.low!, 0) / 3, 12);
    expect(high).toBeCloseTo(sensitivities.reduce((sum, v) => sum + v.high!, 0) / 3, 12);
    expect(n).toBeUndefined();
    expect(findValue(values, "balanced accuracy")).toMatchObject({ value, low, high });
    expect(findValue(values, "specificity").value).toBeCloseTo(49 / 60, 12);
    expect(findValue(measure(predictions, 2), "sensitivity")).toMatchObject({ successes: 5, n: 10 });
  });

  test("of one test set have an interval around the value, all but the Brier score", () => {
    const predictions = ofMatrix([
      [6, 5],
      [2, 9],
    ]);
    const withInterval = measure(predictions, 1).filter((v) => v.low !== undefined && v.high !== undefined);
    expect(withInterval.map((v) => v.measure)).toEqual(
      expect.arrayContaining(["balanced accuracy", "accuracy", "sensitivity", "specificity", "AUC"]),
    );
    expect(findValue(measure(predictions, 1), "Brier score").low).toBeUndefined();
    for (const { value = NaN, low, high } of measure(predictions, 1)) {
      expect(low ?? value).toBeLessThanOrEqual(value);
      expect(high ?? value).toBeGreaterThanOrEqual(value);
    }
  });

  test("findValue() has no value of what was not measured", () => {
    expect(findValue([], "AUC")).toEqual({ measure: "AUC", value: undefined });
  });

  test("balancedAccuracy() does not reward guessing the larger class", () => {
    const guesses = Array.from({ length: 10 }, (_, i) => prediction(i === 0 ? 1 : 0, 0.1));
    expect(balancedAccuracy(guesses)).toBe(0.5);
  });
});
