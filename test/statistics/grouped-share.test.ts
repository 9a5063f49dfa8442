import { expect, test } from "vitest";
import { range } from "../../lib/core/arrays";
import { stream } from "../../lib/core/random";
import { groupedShare } from "../../lib/statistics/grouped-share";
import { wilson } from "../../lib/statistics/wilson";

test("groupedShare() of images of as many patients is Wilson's rate", () => {
  const right = range(40).map((i) => i % 4 > 0);
  expect(groupedShare(right)).toEqual(wilson(30, 40));
  expect(groupedShare(right, range(40).map(String))).toEqual(wilson(30, 40));
});

test("ten images of one patient say no more than one where they agree", () => {
  const of = (patient: number): string => `${patient}`;
  const right = range(400).map((i) => Math.floor(i / 10) % 4 > 0); // 30 of 40 patients
  const { value, low, high, successes, n } = groupedShare(
    right,
    range(400).map((i) => of(Math.floor(i / 10))),
  );
  expect({ value, successes, n }).toEqual({ value: 0.75, successes: 300, n: 400 });
  const patients = wilson(30, 40);
  expect(low).toBeCloseTo(patients.low, 1);
  expect(high).toBeCloseTo(patients.high, 1);
  expect(high - low).toBeGreaterThan(2.5 * (wilson(300, 400).high - wilson(300, 400).low));
});

test("nothing is known of patients from one of them", () => {
  const { low, high } = groupedShare([true, true, false], ["a", "a", "a"]);
  expect([low, high]).toEqual([0, 1]);
});

test("95 of 100 intervals hold the share that 30 patients of 1 to 6 images were drawn with", () => {
  const random = stream(1, "grouped share");
  const held = range(400).filter(() => {
    const images = range(30).flatMap((patient) => {
      const rate = random.next() < 0.5 ? 0.9 : 0.5; // 0.7 in the mean
      return range(1 + random.integer(6)).map(() => ({
        patient: `${patient}`,
        isRight: random.next() < rate,
      }));
    });
    const { low, high } = groupedShare(
      images.map(({ isRight }) => isRight),
      images.map(({ patient }) => patient),
    );
    return low <= 0.7 && 0.7 <= high;
  }).length;
  expect(held).toBeGreaterThan(0.92 * 400);
  expect(held).toBeLessThan(0.985 * 400);
});
