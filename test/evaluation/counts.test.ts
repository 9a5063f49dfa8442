import { expect, test } from "vitest";
import { count } from "../../lib/evaluation/counts";
import { rates } from "../../lib/evaluation/evaluate";
import { impliedPrevalence, isShareOf, paperTable } from "../../lib/evaluation/paper-table";

const answer = (label: 0 | 1, probability: number) => ({ id: "", label, probability });

test("count() takes hemorrhage as positive and the threshold as positive", () => {
  const answers = [
    answer(1, 0.9),
    answer(1, 0.5),
    answer(1, 0.1),
    answer(0, 0.7),
    answer(0, 0.2),
    answer(0, 0.49),
  ];
  expect(count(answers)).toEqual({ truePositive: 2, falseNegative: 1, falsePositive: 1, trueNegative: 2 });
});

test("rates() put accuracy between sensitivity and specificity, whatever the counts", () => {
  const { accuracy, sensitivity, specificity } = rates({
    truePositive: 9,
    falseNegative: 2,
    falsePositive: 5,
    trueNegative: 6,
  });
  expect([sensitivity.value, specificity.value, accuracy.value]).toEqual([9 / 11, 6 / 11, 15 / 22]);
  expect(accuracy.n).toBe(22);
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
