import { expect, test } from "vitest";
import { impliedPrevalence, isShareOf, paperNumbers, paperTable } from "../../lib/evaluation/paper-numbers";

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

test("the paper's gain is the difference of Table 1's accuracies", () => {
  const [original, , both] = paperTable.map((row) => row.accuracy);
  expect(both! - original!).toBeCloseTo(paperNumbers.gain, 12);
});
