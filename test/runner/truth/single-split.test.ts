import { expect, test } from "vitest";
import { singleSplit } from "../../../lib/runner/truth/single-split";
import type { TrialResult } from "../../../lib/study";
import { prediction } from "../../evaluation/made-prediction";
import { arm } from "../ray/made-trials";

/** An arm's result on some images of each class. @param right number of each class that is right, the first ones */
function resultOf(name: string, fold: number, each: number, right: number): TrialResult {
  const predictions = Array.from({ length: 2 * each }, (_, i) => {
    const label = (i % 2) as 0 | 1;
    return prediction(label, i >> 1 < right === (label === 1) ? 0.9 : 0.1, `${i}`);
  });
  const trial = { ...arm(`${name} ${fold}`), arm: name, fold };
  return { trial, predictions: [{ name, predictions }], facts: {}, curve: [], seconds: 1 };
}

test("singleSplit() is the difference of accuracies on 11 images of each class of the first fold, by hand", () => {
  const results = [
    resultOf("original", 0, 14, 8),
    resultOf("more", 0, 14, 10),
    resultOf("all", 0, 14, 14), // 3 of each class lie behind the 11
    resultOf("original", 1, 14, 14),
    resultOf("more", 1, 14, 0),
  ];
  const found = singleSplit(results);
  expect(Object.keys(found)).toEqual(["more", "all"]);
  expect(found["more"]).toBeCloseTo((2 * 10 - 2 * 8) / 22, 12);
  expect(found["all"]).toBeCloseTo((2 * 11 - 2 * 8) / 22, 12);
});

test("singleSplit() has none where the first fold tests fewer than 22, or original is not there", () => {
  expect(singleSplit([resultOf("original", 0, 10, 8), resultOf("more", 0, 10, 9)])).toEqual({});
  expect(singleSplit([resultOf("more", 0, 14, 9)])).toEqual({});
});
