import { expect, it } from "vitest";
import { median } from "../../../lib/runner/bench/median";

it("median() is the middle number, of an even count the mean of two", () => {
  expect(median([3, 10, 1])).toBe(3);
  expect(median([4, 1, 3, 100])).toBe(3.5);
});

it("median() leaves its input as it was, and is NaN of nothing", () => {
  const values = [3, 1, 2];
  median(values);
  expect(values).toEqual([3, 1, 2]);
  expect(median([])).toBeNaN();
});
