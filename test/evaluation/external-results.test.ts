import { expect, test } from "vitest";
import { externalResults } from "../../lib/evaluation/external-results";

const images = { labels: [0, 0, 0, 0, 1, 1, 1, 1], groups: ["a", "b", "c", "d", "e", "f", "g", "h"] };
/** Probabilities of two classes that make the marked images right. */
const predicted = (arm: string, place: string, right: string) => ({
  arm,
  place,
  probabilities: [...right].map((mark, i) =>
    (mark === "+") === (images.labels[i] === 1) ? [0.2, 0.8] : [0.8, 0.2],
  ),
});

test("externalResults() averages each arm's trainings, and compares it with the originals of the same places", () => {
  const [original, other] = externalResults(
    [
      predicted("original", "0/0", "++--+++-"),
      predicted("original", "0/1", "+++-+++-"),
      predicted("other", "0/0", "++++++++"),
      predicted("other", "1/0", "--------"), // its original is not there: no part of the difference
    ],
    images,
  );
  expect(original).toMatchObject({ arm: "original", trainings: 2 });
  expect(original!.balancedAccuracy.mean).toBeCloseTo(((0.5 + 0.75) / 2 + 0.75) / 2, 12);
  expect(original!.difference).toBeUndefined();
  expect(other!.balancedAccuracy.mean).toBeCloseTo(0.5, 12);
  expect(other!.difference!.mean).toBeCloseTo((0.5 + 0.25) / 2, 12);
  expect(other!.difference!.low).toBeLessThan(other!.difference!.mean);
});

test("externalResults() of one class gives its rate", () => {
  const one = { labels: [1, 1, 1, 1], groups: ["e", "f", "g", "h"] };
  const [only] = externalResults(
    [
      {
        arm: "original",
        place: "0/0",
        probabilities: [
          [0.2, 0.8],
          [0.2, 0.8],
          [0.9, 0.1],
          [0.3, 0.7],
        ],
      },
    ],
    one,
  );
  expect(only!.balancedAccuracy.mean).toBeCloseTo(0.75, 12);
});

test("externalResults() of two arms with the same answers, and of two patients, differ by no point and by 1 at most", () => {
  const same = externalResults(
    [predicted("original", "0/0", "++--+++-"), predicted("other", "0/0", "++--+++-")],
    images,
  )[1]!.difference!;
  expect(same.mean).toBe(0);
  expect(same.high).toBeCloseTo(1.959963984540054 ** 2 / (8 + 1.959963984540054 ** 2), 12);
  expect(same.low).toBeCloseTo(-same.high, 12);
  const few = { labels: images.labels, groups: ["a", "a", "b", "b", "c", "c", "c", "d"] };
  const { low, high } = externalResults(
    [predicted("original", "0/0", "++--+++-"), predicted("other", "0/0", "--++---+")],
    few,
  )[1]!.difference!;
  expect([low, high]).toEqual([-1, 1]);
});
