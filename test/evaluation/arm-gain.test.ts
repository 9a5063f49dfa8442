import { expect, test } from "vitest";
import { armGain, classAgreement, type Prediction } from "../../lib/evaluation";

/** Predictions of 40 images of two classes, the first `right` of each class right. */
const predictions = (right: number): Prediction[] =>
  Array.from({ length: 40 }, (_, i) => {
    const label = i % 2;
    const isRight = Math.floor(i / 2) < right;
    return { id: `image-${i}`, label, probabilities: (label === 1) === isRight ? [0.2, 0.8] : [0.8, 0.2] };
  });

const each = predictions(0).map(({ id }) => id);

test("the gain is the difference of balanced accuracies, and its interval holds it", () => {
  const { value, interval, n } = armGain(predictions(10), predictions(15), each, { seed: 1 });
  expect(value).toBeCloseTo(0.25, 9);
  expect(interval![0]).toBeGreaterThan(0.1);
  expect(interval![1]).toBeLessThan(0.4);
  expect(n).toBe(40);
});

test("the same predictions gain nothing, and a width of 0 is no interval: it would read as certainty", () => {
  expect(armGain(predictions(10), predictions(10), each, { seed: 1 })).toEqual({ value: 0, n: 40 });
});

test("images of one patient are drawn together: fewer patients, a wider interval", () => {
  const width = (groups: readonly string[]): number => {
    const { interval } = armGain(predictions(10), predictions(15), groups, { seed: 1 });
    return interval![1] - interval![0];
  };
  const patients = each.map((_, i) => String(Math.floor(i / 8)));
  expect(width(patients)).toBeGreaterThan(1.3 * width(each));
  const four = each.map((_, i) => String(Math.floor(i / 10)));
  expect(armGain(predictions(10), predictions(15), four, { seed: 1 }).interval).toBeUndefined();
});

test("images of one patient have no interval, nor have images of one class", () => {
  const alone = each.map(() => "one");
  const one = armGain(predictions(10), predictions(15), alone, { seed: 1 });
  expect([one.value, one.interval]).toEqual([expect.closeTo(0.25, 9), undefined]);
  const ofClass = (right: number) => predictions(right).filter(({ label }) => label === 1);
  expect(armGain(ofClass(10), ofClass(15), each.slice(20), { seed: 1 }).interval).toBeUndefined();
});

test("predictions of other images are refused, and groups of other ones", () => {
  const reversed = predictions(10).reverse();
  expect(() => armGain(predictions(10), reversed, each, { seed: 1 })).toThrow("different images");
  expect(() => armGain(predictions(10), predictions(15), each.slice(1), { seed: 1 })).toThrow(
    "39 groups of 40 images",
  );
});

test("classes agree where the same one is predicted, right or wrong", () => {
  expect(classAgreement(predictions(10), predictions(10)).value).toBe(1);
  expect(classAgreement(predictions(10), predictions(15)).value).toBeCloseTo(0.75, 9);
  expect(() => classAgreement(predictions(10), predictions(10).slice(1))).toThrow("40 and 39");
});
