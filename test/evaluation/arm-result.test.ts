import { expect, test } from "vitest";
import { describeOpenings, describePatients, summarizeTest } from "../../lib/evaluation/arm-result";
import { findValue, measures, type MeasureKey } from "../../lib/evaluation/measures";
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
  expect(summarizeTest({ name: "a", n: 1 }, predictions, { positive: undefined }).counts).toBeUndefined();
});

test("summarizeTest() draws its intervals over patients: eight images of each say little more than one", () => {
  const { predictions, values } = arm("a", "++++++++++++++++++++++++--------");
  const groups = predictions.map((_, i) => `patient ${i >> 3}`);
  const ofPatients = summarizeTest({ name: "a", n: 1 }, predictions, { positive: 1, groups });
  const widthOf = (of: typeof values, key: MeasureKey): number => {
    const { low, high } = findValue(of, key);
    return high! - low!;
  };
  for (const key of ["accuracy", "sensitivity", "specificity", "balanced accuracy", "AUC"] as const) {
    expect(findValue(ofPatients.values, key).value, key).toBe(findValue(values, key).value);
    expect(widthOf(ofPatients.values, key), key).toBeGreaterThan(1.5 * widthOf(values, key));
  }
  const three = predictions.map((p) => ({ ...p, probabilities: [...p.probabilities, 0] }));
  const classes = (of?: string[]) =>
    summarizeTest({ name: "a", n: 1 }, three, { positive: undefined, ...(of && { groups: of }) }).byClass;
  expect(widthOf(classes(groups)[0]!, "sensitivity")).toBeGreaterThan(
    1.5 * widthOf(classes()[0]!, "sensitivity"),
  );
});

test("describePatients() says over what p and intervals are, where patients have several images", () => {
  expect(describePatients(22, 22)).toBeUndefined();
  expect(describePatients(22, 9)).toBe(
    "The 22 test images are of 9 patients or groups: p and intervals are over these, as images of one are alike.",
  );
});

test("describeOpenings() says what more than one opening means", () => {
  expect(describeOpenings([{ testOpenings: 1 }])).toContain("opened once");
  const twice = describeOpenings([{ testOpenings: 2 }]);
  expect(twice).toContain("opened 2 times");
  expect(twice).toContain("hold for the first opening only");
  expect(describeOpenings([])).toContain("not opened");
});
