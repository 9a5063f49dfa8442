import type { Tensor } from "@tensorflow/tfjs";
import { stream } from "../../lib/core";
import { tf } from "../../lib/engine";

/** Random numbers of a shape. */
export function randomTensor(shape: readonly number[], name: string): Tensor {
  const count = shape.reduce((product, side) => product * side, 1);
  return tf.tensor(stream(1, name).normals(count), [...shape]);
}

/**
 * Largest difference between a layer's gradients and central differences, as a share of the largest gradient.
 * @param layer of several inputs; its output is weighted by random numbers and summed
 */
export function gradientError(layer: (...x: Tensor[]) => Tensor, inputs: readonly Tensor[]): number {
  const weights = randomTensor(layer(...inputs).shape, "weights");
  const value = (...x: Tensor[]): Tensor => tf.sum(tf.mul(layer(...x), weights));
  const gradients = tf.grads(value)([...inputs]);
  const [h, errors] = [1e-2, [] as number[]];
  inputs.forEach((input, which) => {
    const numbers = input.dataSync<"float32">();
    const found = gradients[which]!.dataSync();
    const scale = Math.max(...found.map(Math.abs));
    for (let i = 0; i < numbers.length; i += Math.ceil(numbers.length / 12)) {
      const at = (step: number): number => {
        const moved = numbers.slice();
        moved[i]! += step;
        const all = inputs.map((x, k) => (k === which ? tf.tensor(moved, x.shape) : x));
        return value(...all).dataSync()[0]!;
      };
      errors.push(Math.abs((at(h) - at(-h)) / (2 * h) - found[i]!) / scale);
    }
  });
  return Math.max(...errors);
}
