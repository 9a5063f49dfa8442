import type { Tensor } from "@tensorflow/tfjs";
import { expect } from "vitest";
import { stream } from "../../lib/core/random";
import { tf } from "../../lib/engine";

/** A tensor of standard normals, by name: the same in every test. */
export function normals(shape: readonly number[], ...name: readonly (string | number)[]): Tensor {
  const count = shape.reduce((a, b) => a * b, 1);
  return tf.tensor(stream(7, "test", ...name).normals(count), [...shape]);
}

/** Largest absolute difference, as a share of the expected tensor's largest absolute value. */
export function difference(actual: Tensor, expected: Tensor): number {
  expect(actual.shape).toEqual(expected.shape);
  return tf.tidy(() => {
    const most = tf.max(tf.abs(tf.sub(actual, expected))).dataSync()[0]!;
    const scale = tf.max(tf.abs(expected)).dataSync()[0]!;
    return scale === 0 ? most : most / scale;
  });
}

/** Expects tensors to be equal within a share of the expected ones' largest absolute value. */
export function expectClose(actual: readonly Tensor[], expected: readonly Tensor[], tolerance: number): void {
  expect(actual.length).toBe(expected.length);
  actual.forEach((t, i) => {
    expect(difference(t, expected[i]!), `tensor ${i}`).toBeLessThan(tolerance);
  });
}

type Op = (...inputs: Tensor[]) => Tensor;

/** Gradients of sum(f * weights) to every input; the weights make dy differ from one. */
export function gradients(f: Op, inputs: readonly Tensor[]): Tensor[] {
  return tf.grads((...x) => tf.sum(tf.mul(f(...x), weightsOf(f, x))))([...inputs]);
}

/** Gradients to every input of sum(slope^2), the slope being the first input's gradient: what a gradient penalty does. */
export function secondGradients(f: Op, inputs: readonly Tensor[]): Tensor[] {
  return tf.grads((first, ...rest) => {
    const slope = tf.grad((x) => tf.sum(tf.mul(tf.square(f(x, ...rest)), weightsOf(f, [x, ...rest]))))(
      first!,
    );
    return tf.sum(tf.square(slope));
  })([...inputs]);
}

function weightsOf(f: Op, inputs: readonly Tensor[]): Tensor {
  const shape = tf.tidy(() => f(...inputs).shape);
  return tf.tidy(() => normals(shape, "weights", ...shape));
}

/** Gradient of sum(f * weights) to one input by central differences in steps of `step`, at a few places. */
export function numericGradient(
  f: Op,
  inputs: readonly Tensor[],
  which: number,
  places: readonly number[],
  step = 1e-2,
): number[] {
  const weights = weightsOf(f, inputs);
  const base = inputs[which]!;
  const at = (place: number, by: number): number =>
    tf.tidy(() => {
      const values = Float32Array.from(base.dataSync());
      values[place]! += by;
      const moved = inputs.map((x, i) => (i === which ? tf.tensor(values, base.shape) : x));
      // summed in 64 bits: the difference of two sums is small beside them
      const products: number[] = Array.from(tf.mul(f(...moved), weights).dataSync());
      return products.reduce((sum, x) => sum + x, 0);
    });
  return places.map((place) => (at(place, step) - at(place, -step)) / (2 * step));
}
