import type { Tensor, Tensor4D } from "@tensorflow/tfjs";
import { differentiable } from "./gradient";
import { tf } from "./tf";

/**
 * Means of 2 x 2 pixels: (n, h, w, c) to (n, h/2, w/2, c), even sides. Derivatives of every order are right, unlike those
 * of tfjs' pooling, whose gradient has none: it and `doubleSide` are each other's gradient.
 */
export function halveSide(x: Tensor): Tensor {
  return differentiable([x], (input) => ({
    value: tf.avgPool(input as Tensor4D, 2, 2, "valid"),
    saved: [],
    backward: (dy) => [tf.mul(doubleSide(dy), 0.25)],
  }));
}

/** Each pixel as 2 x 2, the nearest neighbour's enlargement: (n, h, w, c) to (n, 2h, 2w, c). See `halveSide`. */
export function doubleSide(x: Tensor): Tensor {
  return differentiable([x], (input) => {
    const [, h = 0, w = 0] = input.shape;
    return {
      value: tf.image.resizeNearestNeighbor(input as Tensor4D, [2 * h, 2 * w]),
      saved: [],
      backward: (dy) => [tf.mul(halveSide(dy), 4)],
    };
  });
}
