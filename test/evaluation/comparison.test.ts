import { expect, test } from "vitest";
import { comparePredictions } from "../../lib/evaluation/comparison";
import { arm } from "./made-arm";

test("compare() counts predictions that changed, image by image, in any order", () => {
  const [first, second] = [arm("original", "++--+-"), arm("original+synthetic", "+-++++")];
  const shuffled = { ...second, predictions: second.predictions.toReversed() };
  expect(comparePredictions(first, shuffled)).toMatchObject({ gained: 3, lost: 1, n: 6 });
});
