import { expect, test } from "vitest";
import { tf } from "../../lib/engine";

const x = tf.tensor1d([1, 2, 3]);
const broken = (): never => {
  throw new Error("a mistake in a loss");
};

test.each<[string, () => unknown, RegExp]>([
  [
    "a loss that throws",
    () => tf.grad((a) => tf.add(tf.mean(tf.square(tf.exp(a))), broken()))(x),
    /a mistake in a loss/,
  ],
  [
    "a loss of nothing",
    () => tf.grad((a) => tf.scalar(tf.square(a).dataSync()[0]!))(x),
    /gradient of y=f\(x\)/,
  ],
  [
    "an operation without a gradient",
    () => tf.grad((a) => tf.greater(tf.square(a), 1).cast("float32"))(x),
    /Greater/,
  ],
  [
    "a mistake in a slope within a loss",
    () => tf.grad((a) => tf.mean(tf.grad((b) => tf.mul(tf.square(b), broken()))(tf.exp(a))))(x),
    /a mistake in a loss/,
  ],
])("%s leaves no tensor, and the next gradient is right", (_, run, message) => {
  const before = tf.memory().numTensors;
  expect(() => tf.tidy(() => run() as never)).toThrow(message);
  expect(tf.memory().numTensors).toBe(before);
  const slope = tf.grad((a) => tf.sum(tf.square(a)))(x);
  expect([...slope.dataSync()]).toEqual([2, 4, 6]);
  slope.dispose();
  expect(tf.memory().numTensors).toBe(before);
});
