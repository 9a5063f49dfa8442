import { expect, test } from "vitest";
import { against, confusionMatrix } from "../../lib/evaluation/confusion-matrix";
import { impliedPrevalence, isShareOf, paperTable } from "../../lib/evaluation/paper-table";
import { rates } from "../../lib/evaluation/rates";

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

test("rates() of two classes: sensitivity is of the positive one, accuracy lies between", () => {
  const matrix = [
    [6, 5],
    [2, 9],
  ];
  const { accuracy, sensitivity, specificity } = rates(matrix, 1);
  expect([sensitivity.value, specificity.value, accuracy.value]).toEqual([9 / 11, 6 / 11, 15 / 22]);
  expect(accuracy.n).toBe(22);
  const turned = rates(matrix, 0);
  expect([turned.sensitivity.value, turned.specificity.value]).toEqual([6 / 11, 9 / 11]);
});

test("rates() of three classes: one against the rest each, and their means without a positive one", () => {
  const matrix = [
    [8, 1, 1],
    [2, 6, 2],
    [0, 5, 5],
  ];
  const { accuracy, sensitivity, specificity, byClass, counts } = rates(matrix, undefined);
  expect(accuracy).toMatchObject({ successes: 19, n: 30 });
  expect(byClass.map((c) => c.sensitivity.value)).toEqual([0.8, 0.6, 0.5]);
  expect(byClass.map((c) => c.specificity.value)).toEqual([18 / 20, 14 / 20, 17 / 20]);
  expect(sensitivity.value).toBeCloseTo(1.9 / 3, 12);
  expect(specificity.value).toBeCloseTo(49 / 60, 12);
  expect(sensitivity.low).toBeLessThan(sensitivity.value);
  expect(counts).toBeUndefined();
  expect(rates(matrix, 2)).toMatchObject({
    sensitivity: { successes: 5, n: 10 },
    counts: { truePositive: 5, falsePositive: 3, trueNegative: 17, falseNegative: 5 },
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
