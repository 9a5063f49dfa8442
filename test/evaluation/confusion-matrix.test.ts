import { expect, test } from "vitest";
import { oneVsRestCounts, confusionMatrix } from "../../lib/evaluation/confusion-matrix";

const predicted = (label: number, ...probabilities: number[]) => ({ id: "", label, probabilities });

test("confusionMatrix() has true classes in rows, and takes one half for positive", () => {
  const predictions = [
    predicted(1, 0.1, 0.9),
    predicted(1, 0.5, 0.5),
    predicted(1, 0.9, 0.1),
    predicted(0, 0.3, 0.7),
    predicted(0, 0.8, 0.2),
    predicted(0, 0.51, 0.49),
  ];
  const matrix = confusionMatrix(predictions, 2);
  expect(matrix).toEqual([
    [2, 1],
    [1, 2],
  ]);
  expect(oneVsRestCounts(matrix, 1)).toEqual({
    truePositive: 2,
    falseNegative: 1,
    falsePositive: 1,
    trueNegative: 2,
  });
});
