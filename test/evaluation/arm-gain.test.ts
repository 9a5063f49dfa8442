import { expect, test } from "vitest";
import { armGain, classAgreement, type Prediction } from "../../lib/evaluation";

/** Predictions of 40 images of two classes, the first `right` of each class right. */
const predictions = (right: number): Prediction[] =>
  Array.from({ length: 40 }, (_, i) => {
    const label = i % 2;
    const isRight = Math.floor(i / 2) < right;
    return { id: `image-${i}`, label, probabilities: (label === 1) === isRight ? [0.2, 0.8] : [0.8, 0.2] };
  });

test("the gain is the difference of balanced accuracies, and its interval holds it", () => {
  const { value, interval, n } = armGain(predictions(10), predictions(15), { seed: 1 });
  expect(value).toBeCloseTo(0.25, 9);
  expect(interval![0]).toBeGreaterThan(0.1);
  expect(interval![1]).toBeLessThan(0.4);
  expect(n).toBe(40);
});

test("the interval is paired: two arms with the same predictions gain exactly nothing", () => {
  expect(armGain(predictions(10), predictions(10), { seed: 1 })).toMatchObject({
    value: 0,
    interval: [0, 0],
  });
});

test("images of one patient are drawn together: fewer patients, a wider interval", () => {
  const width = (groupOf: (id: string) => string): number => {
    const { interval } = armGain(predictions(10), predictions(15), { seed: 1, groupOf });
    return interval![1] - interval![0];
  };
  const patient = (id: string): string => String(Math.floor(Number(id.replace("image-", "")) / 10));
  expect(width(patient)).toBeGreaterThan(1.3 * width((id) => id));
});

test("images of one patient have no interval, nor have images of one class", () => {
  const one = armGain(predictions(10), predictions(15), { seed: 1, groupOf: () => "one" });
  expect([one.value, one.interval]).toEqual([expect.closeTo(0.25, 9), undefined]);
  const ofClass = (right: number) => predictions(right).filter(({ label }) => label === 1);
  expect(armGain(ofClass(10), ofClass(15), { seed: 1 }).interval).toBeUndefined();
});

test("predictions of other images are refused", () => {
  expect(() => armGain(predictions(10), predictions(10).reverse(), { seed: 1 })).toThrow("different images");
});

test("classes agree where the same one is predicted, right or wrong", () => {
  expect(classAgreement(predictions(10), predictions(10)).value).toBe(1);
  expect(classAgreement(predictions(10), predictions(15)).value).toBeCloseTo(0.75, 9);
  expect(() => classAgreement(predictions(10), predictions(10).slice(1))).toThrow("40 and 39");
});
