import { expect, test } from "vitest";
import { expectedMaximum } from "../../lib/statistics/expected-maximum";

test("expectedMaximum() gives the known values: 0, 1/sqrt(pi), 3/(2 sqrt(pi)), 1.2672 of six", () => {
  expect(expectedMaximum(1)).toBeCloseTo(0, 6);
  expect(expectedMaximum(2)).toBeCloseTo(1 / Math.sqrt(Math.PI), 5);
  expect(expectedMaximum(3)).toBeCloseTo(1.5 / Math.sqrt(Math.PI), 5);
  expect(expectedMaximum(6)).toBeCloseTo(1.2672, 4);
});
