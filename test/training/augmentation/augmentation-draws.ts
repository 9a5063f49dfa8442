import type { Tensor } from "@tensorflow/tfjs";
import { tf, type Draws } from "../../../lib/engine";

/** Draws that are all at one place of their range: 0 the lowest, 1/2 the middle, 1 the highest. */
export function at(share: number): Draws {
  return {
    uniform: (shape, low = 0, high = 1) => tf.fill([...shape], low + share * (high - low)),
    normal: (shape, mean = 0) => tf.fill([...shape], mean),
    integers: (shape, low, high) =>
      tf.fill([...shape], Math.min(high - 1, Math.floor(low + share * (high - low))), "int32"),
    chance: (shape, p) => tf.fill([...shape], share < p ? 1 : 0),
    position: 0,
    dispose: () => undefined,
  };
}

/** Draws whose numbers are given, one list a call. */
export function given(...lists: readonly (readonly number[])[]): Draws {
  let made = 0;
  const next = (shape: readonly number[], dtype: "float32" | "int32" = "float32"): Tensor =>
    tf.tensor([...(lists[made++] ?? [])], [...shape], dtype);
  return {
    uniform: (shape) => next(shape),
    normal: (shape) => next(shape),
    integers: (shape) => next(shape, "int32"),
    chance: (shape) => next(shape),
    position: 0,
    dispose: () => undefined,
  };
}

/** A black image with one white pixel, (1, side, side, 1). */
export function dot(side: number, row: number, column: number): Tensor {
  const pixels = new Float32Array(side * side).fill(-1);
  pixels[row * side + column] = 1;
  return tf.tensor(pixels, [1, side, side, 1]);
}

/** Where an image is brightest. */
export function brightest(image: Tensor): [row: number, column: number] {
  const place = tf.argMax(tf.reshape(image, [-1])).dataSync()[0]!;
  const width = image.shape[2]!;
  return [Math.floor(place / width), place % width];
}
