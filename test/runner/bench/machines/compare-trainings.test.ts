import { expect, test } from "vitest";
import { compareTrainings } from "../../../../lib/runner/bench/machines/compare-trainings";

const one = { validationLosses: [0.7, 0.6, 0.5], probabilities: [0.9, 0.4, 0.2] };

test("compareTrainings() of a training with itself finds nothing", () => {
  expect(compareTrainings(one, one)).toEqual({
    first: 0,
    last: 0,
    apartFrom: undefined,
    otherAnswers: 0,
    images: 3,
  });
});

test("compareTrainings() says from which epoch on two part by more than a hundredth, and how many answers differ", () => {
  const other = { validationLosses: [0.7001, 0.63, 0.25], probabilities: [0.8, 0.6, 0.7] };
  const found = compareTrainings(one, other);
  expect(found).toMatchObject({ last: 0.5, apartFrom: 2, otherAnswers: 2 });
  expect(found.first).toBeCloseTo(0.0001 / 0.7001, 10);
});

test("compareTrainings() refuses trainings of unequal length", () => {
  expect(() => compareTrainings(one, { ...one, validationLosses: [0.7] })).toThrow(RangeError);
  expect(() => compareTrainings(one, { ...one, probabilities: [0.9] })).toThrow(RangeError);
});
