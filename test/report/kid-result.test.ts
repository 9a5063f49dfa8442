import { expect, test } from "vitest";
import { c2stResults, kidResult } from "../../lib/report";

const kid = { value: 0.2, low: 0.21, high: 0.4, nSynthetic: 12, nReal: 7 };

test("kidResult() says both numbers of images, and its interval holds the value", () => {
  expect(kidResult("KID, refined", kid, "validation slices")).toEqual({
    measure: "KID, refined",
    value: 0.2,
    interval: [0.2, 0.4],
    n: 12,
    of: "images, against 7 validation slices",
  });
});

test("c2stResults() is nothing where nothing was measured", () => {
  const found = {
    accuracy: 0.9,
    low: 0.7,
    high: 1,
    p: 0.1,
    correct: 9,
    n: 10,
    significantFrom: 0.8,
    detectable: 0.9,
  };
  expect(c2stResults("C2ST", found)).toMatchObject([{ value: 0.9, interval: [0.7, 1], n: 10 }]);
  expect(c2stResults("C2ST", undefined)).toEqual([]);
});
