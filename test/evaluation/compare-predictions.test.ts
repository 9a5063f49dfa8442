import { expect, test } from "vitest";
import { comparePredictions } from "../../lib/evaluation/compare-predictions";
import { arm } from "./made-arm";

test("compare() counts predictions that changed, image by image, in any order", () => {
  const [first, second] = [arm("original", "++--+-"), arm("original+synthetic", "+-++++")];
  const shuffled = { ...second, predictions: second.predictions.toReversed() };
  expect(comparePredictions(first, shuffled)).toMatchObject({ gained: 3, lost: 1, n: 6 });
});

test("comparePredictions() takes a patient's images together: as many changes of fewer patients are weaker evidence", () => {
  const [first, second] = [arm("original", "--------"), arm("original+synthetic", "++++++++")];
  const of = (patients: number) =>
    comparePredictions(first, { ...second, groups: first.predictions.map((_, i) => `p${i % patients}`) });
  expect(of(8)).toEqual({ gained: 8, lost: 0, n: 8, p: 2 / 2 ** 8 });
  expect(of(2)).toEqual({ gained: 8, lost: 0, n: 8, patients: 2, p: 0.5 });
});

test("comparePredictions() refuses an image that only one arm predicted, which is neither changed nor unchanged", () => {
  const [short, long] = [arm("original", "+-"), arm("original+synthetic", "+-++")];
  const message =
    "Cannot compare two arms image by image: 2 images that only one of them predicted: 2, 3, expected the same test images of both. Evaluate both arms on one test part.";
  expect(() => comparePredictions(short, long)).toThrow(new RangeError(message));
  expect(() => comparePredictions(long, short)).toThrow(new RangeError(message));
});
