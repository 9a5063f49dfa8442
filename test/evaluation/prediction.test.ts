import { expect, test } from "vitest";
import { isRight, oneHot, predictedClass, probabilityOf, softmax } from "../../lib/evaluation/prediction";

test("predictedClass() is the most probable class, of equally probable ones the last", () => {
  expect(predictedClass({ probabilities: [0.2, 0.7, 0.1] })).toBe(1);
  expect(predictedClass({ probabilities: [0.5, 0.5] })).toBe(1);
  expect(isRight({ id: "", label: 1, probabilities: [0.5, 0.5] })).toBe(true);
  expect(isRight({ id: "", label: 0, probabilities: [0.5, 0.5] })).toBe(false);
});

test("probabilityOf() a class that is not there is 0", () => {
  expect(probabilityOf({ probabilities: [0.2, 0.8] }, 1)).toBe(0.8);
  expect(probabilityOf({ probabilities: [0.2, 0.8] }, 2)).toBe(0);
});

test("oneHot() has one class only", () => {
  expect(oneHot(1, 3)).toEqual([0, 1, 0]);
});

test("softmax() sums to 1, keeps the order and bears large logits", () => {
  const [a = NaN, b = NaN] = softmax([0, Math.log(3)]);
  expect([a, b]).toEqual([expect.closeTo(0.25, 12), expect.closeTo(0.75, 12)]);
  expect(softmax([1000, 1000])).toEqual([0.5, 0.5]);
  expect(softmax([-1000, 0])).toEqual([0, 1]);
});
