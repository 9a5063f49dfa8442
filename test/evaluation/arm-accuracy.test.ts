import { expect, test } from "vitest";
import { armAccuracy } from "../../lib/evaluation";
import { prediction } from "./made-prediction";

const right = [
  prediction(0, 0.1),
  prediction(0, 0.2),
  prediction(0, 0.3),
  prediction(1, 0.9),
  prediction(1, 0.4),
];

test("each class counts alike, and the interval is over patients", () => {
  const found = armAccuracy(right, ["a", "b", "c", "d", "e"]);
  expect(found.value).toBeCloseTo(0.75, 12); // 3 of 3 and 1 of 2
  expect(found.n).toBe(5);
  expect(found.interval![0]).toBeLessThan(0.75);
  expect(found.interval![1]).toBeGreaterThan(0.75);
});

test("a class of one patient has no interval", () => {
  expect(armAccuracy(right, ["a", "b", "c", "d", "d"]).interval).toBeUndefined();
});
