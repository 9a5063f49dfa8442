import { expect, test } from "vitest";
import { describeOpenings, summarizeTest } from "../../lib/evaluation/arm-result";
import { measures } from "../../lib/evaluation/measures";
import { arm } from "./made-arm";

test("summarizeTest() has every measure, the matrix and the positive class's counts of the same predictions", () => {
  const { values, matrix, counts, byClass, predictions } = arm("a", "+++-+-");
  expect(values.map((v) => v.measure)).toEqual(measures.map((m) => m.key));
  expect(matrix).toEqual([
    [3, 0],
    [2, 1],
  ]);
  expect(counts).toEqual({ truePositive: 1, falsePositive: 0, trueNegative: 3, falseNegative: 2 });
  expect(byClass).toEqual([]);
  expect(summarizeTest({ name: "a", n: 1 }, predictions, undefined).counts).toBeUndefined();
});

test("describeOpenings() says what more than one opening means", () => {
  expect(describeOpenings([{ testOpenings: 1 }])).toContain("opened once");
  const twice = describeOpenings([{ testOpenings: 2 }]);
  expect(twice).toContain("opened 2 times");
  expect(twice).toContain("hold for the first opening only");
  expect(describeOpenings([])).toContain("not opened");
});
