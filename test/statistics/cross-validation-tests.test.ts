import { expect, test } from "vitest";
import { testCrossValidation } from "../../lib/statistics";
import type { PredictionDifference } from "../../lib/statistics/prediction-difference";

/** Two patients of each class in a fold, who differ by 0 and by so much. */
const inFold = (fold: number, by: number): PredictionDifference[] =>
  [0, 1].flatMap((label) =>
    [0, by].map((difference, i) => {
      const image = `${fold} ${label} ${i}`;
      return { image, patient: image, label, repeat: 0, fold, difference };
    }),
  );

test("testCrossValidation() of two finished folds of five are of parts of four fifths, by hand", () => {
  const { components, primary, others } = testCrossValidation([...inFold(0, 1), ...inFold(1, 0)], 5)!;
  // the folds' differences are 1/2 and 0; four patients lie 1/2 from their cell's mean, with a weight of
  // 1 / (2 classes x 4 images), and the mean is of two patients
  const patients = 4 * 2 * (0.5 / 8) ** 2;
  const between = 0.125;
  const trainings = between - 2 * patients;
  expect(components).toMatchObject({ estimate: 0.25, folds: between });
  expect(components.patients).toBeCloseTo(patients, 12);
  expect(components.trainings).toBeCloseTo(trainings, 12);
  expect(components.counts.folds).toBe(2);
  expect(primary.standardError ** 2).toBeCloseTo(patients + trainings / 2, 12);
  expect(others.otherDataSets.standardError ** 2).toBeCloseTo(patients + (4 ** 2 / 5) * trainings, 12);
  expect(others.theseModels.high - 0.25).toBeCloseTo(1.959963984540054 * Math.sqrt(patients), 12);
  expect(others.corrected.standardError ** 2).toBeCloseTo((1 / 2 + 1 / 4) * between, 12);
  expect(others.naive.standardError ** 2).toBeCloseTo(between / 2, 12);
  expect([primary.df, others.otherDataSets.df, others.corrected.df]).toEqual(
    [1, 1, 1].map((df) => expect.closeTo(df, 9)),
  );
});

test("testCrossValidation() of few patients has intervals within [-1, 1]", () => {
  const { primary, others } = testCrossValidation([...inFold(0, 1), ...inFold(1, 0)], 5)!;
  for (const { low, high } of [primary, others.otherDataSets, others.corrected, others.naive])
    expect([low, high]).toEqual([-1, 1]);
});

test("testCrossValidation() where all differ alike has no p and no point for an interval", () => {
  const alike = (by: number) =>
    testCrossValidation(
      [...inFold(0, 1), ...inFold(1, 1)].map((one) => ({ ...one, difference: by })),
      5,
    )!;
  const unseen = 1.959963984540054 ** 2 / (8 + 1.959963984540054 ** 2); // of four patients in each class
  for (const { low, high } of [alike(0).primary, ...Object.values(alike(0).others)])
    expect([low, high]).toEqual([expect.closeTo(-unseen, 12), expect.closeTo(unseen, 12)]);
  expect(alike(1).primary).toMatchObject({ high: 1, low: expect.closeTo(1 - 2 * unseen, 12) as number });
  expect(alike(1).primary.p).toBeUndefined();
});

test("testCrossValidation() has none of one fold", () => {
  expect(testCrossValidation(inFold(0, 1), 5)).toBeUndefined();
});
