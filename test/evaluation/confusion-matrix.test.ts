import { expect, test } from "vitest";
import { against, confusionMatrix } from "../../lib/evaluation/confusion-matrix";
import { impliedPrevalence, isShareOf, paperTable } from "../../lib/evaluation/paper-table";

const answer = (label: number, ...probabilities: number[]) => ({ id: "", label, probabilities });

test("confusionMatrix() has true classes in rows, and takes one half for positive", () => {
  const answers = [
    answer(1, 0.1, 0.9),
    answer(1, 0.5, 0.5),
    answer(1, 0.9, 0.1),
    answer(0, 0.3, 0.7),
    answer(0, 0.8, 0.2),
    answer(0, 0.51, 0.49),
  ];
  const matrix = confusionMatrix(answers, 2);
  expect(matrix).toEqual([
    [2, 1],
    [1, 2],
  ]);
  expect(against(matrix, 1)).toEqual({
    truePositive: 2,
    falseNegative: 1,
    falsePositive: 1,
    trueNegative: 2,
  });
});

test("impliedPrevalence() of Table 1's middle row lies outside [0, 1]: no data set gives these three rates", () => {
  const shares = paperTable.map(impliedPrevalence);
  expect(shares[0]).toBeCloseTo(0.612, 3);
  expect(shares[1]).toBeCloseTo(-0.319, 3);
  expect(shares[2]).toBeCloseTo(0.591, 3);
});

test("isShareOf() knows that Table 1's accuracies are no shares of 22 test images", () => {
  expect(paperTable.filter((row) => isShareOf(row.accuracy, 22))).toEqual([]);
  expect(isShareOf(17 / 22, 22)).toBe(true);
});
