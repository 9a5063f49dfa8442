import type { Optimizer, Tensor } from "@tensorflow/tfjs";
import { describe, expect, test } from "vitest";
import { numTensors, tf } from "../../lib/engine";
import golden from "../golden/keras-layers.json";

const { w0, grads, float64, rmsprop_lr1e3_defaults_rho09 } = golden.optimizers;

/** The weights after each of the golden gradients. */
function trajectory(optimizer: Optimizer): number[][] {
  const weights = tf.variable(tf.tensor1d(w0));
  return grads.map((gradient) => {
    optimizer.applyGradients([{ name: weights.name, tensor: tf.tensor1d(gradient) }]);
    return Array.from(weights.dataSync());
  });
}
const largest = (a: readonly number[][], b: readonly number[][]): number =>
  Math.max(...a.flatMap((row, i) => row.map((x, k) => Math.abs(x - b[i]![k]!))));

describe("tf.train.adam", () => {
  test("is the paper's Adam: epsilon beside the corrected root, not Keras' place", () => {
    const ours = trajectory(tf.train.adam(2e-4, 0.5, 0.999));
    expect(largest(ours, float64.adam_paper_form_tfjs)).toBeLessThan(5e-7);
    expect(largest(ours, float64.adam_keras_form)).toBeGreaterThan(5e-5); // at the gradient of 1e-6
  });
});

describe("tf.train.rmsprop", () => {
  test("is Keras': decay .9, epsilon inside the root, not PyTorch's place", () => {
    const ours = trajectory(tf.train.rmsprop(1e-3, 0.9));
    expect(largest(ours, rmsprop_lr1e3_defaults_rho09)).toBeLessThan(5e-7);
    expect(largest(ours, float64.rmsprop_eps_outside_torch)).toBeGreaterThan(1e-3);
  });
});

describe.each([
  { name: "tf.train.adam", make: () => tf.train.adam(2e-4, 0.5, 0.999) },
  { name: "tf.train.rmsprop", make: () => tf.train.rmsprop(1e-3, 0.9) },
])("$name", ({ make }) => {
  test("makes its slots in the first step and leaves no tensor in later ones", () => {
    const optimizer: Optimizer = make();
    const weights = tf.variable(tf.tensor1d(w0));
    const gradient: Tensor = tf.tensor1d(grads[0]!);
    const step = () => optimizer.applyGradients({ [weights.name]: gradient });
    step();
    const start = numTensors();
    for (let i = 0; i < 10; i++) step();
    expect(numTensors()).toBe(start);
  });
});
