import { expect, test } from "vitest";
import { tf } from "../../lib/engine";
import { fixedTensor, lossValues } from "../../lib/training/loss-values";

test("lossValues() are of fixed numbers, or say that a function gives others each time, or throws; no tensor stays", () => {
  const before = tf.memory().numTensors;
  let calls = 0;
  const values = lossValues({
    mean: () => tf.mean(fixedTensor([2, 2], 0)),
    again: () => tf.mean(fixedTensor([2, 2], 0)),
    "on another processor": () => tf.mul(tf.mean(fixedTensor([2, 2], 0)), 1 + 3e-7),
    counted: () => tf.scalar(++calls),
    broken: () => tf.matMul(tf.ones([2, 3]), tf.ones([2, 3])),
  });
  expect(values["mean"]).toHaveLength(1);
  expect(values["again"]).toEqual(values["mean"]);
  expect(values["on another processor"]).toEqual(values["mean"]);
  expect(values["counted"]).toBe("differs");
  expect(values["broken"]).toBe("throws");
  expect(tf.memory().numTensors).toBe(before);
});

test("fixedTensor() is between 0 and 1, another each turn", () => {
  const [first, second] = [0, 1].map((turn) => [...fixedTensor([3, 5], turn).dataSync()]);
  for (const value of [...first!, ...second!]) expect(Math.abs(value - 0.5)).toBeLessThan(0.5);
  expect(second).not.toEqual(first);
});
