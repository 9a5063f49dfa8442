import { expect, test } from "vitest";
import { numTensors, tf } from "../../../lib/engine";
import { momentumDescent } from "../../../lib/training/segmentation/momentum";

test("momentumDescent() adds up velocities as tfjs' own optimizer does, and leaks nothing", () => {
  const own = tf.tidy(() => tf.variable(tf.tensor1d([1, -2])));
  const reference = tf.tidy(() => tf.variable(tf.tensor1d([1, -2])));
  const optimizer = tf.train.momentum(0.1, 0.9);
  const before = numTensors();
  const descent = momentumDescent([own], 0.9);
  for (const gradient of [
    [0.5, 1],
    [-1, 2],
    [0.25, 0],
  ] as const)
    // prettier-ignore
    tf.tidy(() => {
      const g = tf.tensor1d([...gradient]);
      descent.apply({ [own.name]: g }, tf.scalar(0.1));
      (optimizer as { applyGradients(g: object): void }).applyGradients({ [reference.name]: g });
    });
  const found = [...own.dataSync()];
  [...reference.dataSync()].forEach((value, i) => expect(found[i]).toBeCloseTo(value, 6));
  expect([...descent.state()["0"]!]).toHaveLength(2);
  const velocities = descent.state();
  descent.restore({ 0: Float32Array.of(0, 0) });
  expect([...descent.state()["0"]!]).toEqual([0, 0]);
  descent.restore(velocities);
  expect(descent.state()).toEqual(velocities);
  descent.dispose();
  const slot = 1; // of tfjs' optimizer, made at its first step
  expect(numTensors()).toBe(before + slot);
  optimizer.dispose();
  tf.dispose([own, reference]);
});
