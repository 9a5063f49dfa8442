import type { Tensor, Tensor2D, Tensor4D } from "@tensorflow/tfjs";
import { range } from "../../core/arrays";
import { differentiable, lastGradient, tf } from "../../engine";

/** Where each output pixel comes from, in pixels of its own image, each (n, height * width) row by row. */
export interface Sources {
  readonly x: Tensor2D;
  readonly y: Tensor2D;
}

/**
 * Resamples images bilinearly at places of one's own; a place on a pixel gives that pixel exactly. Differentiable once
 * with respect to the images, unlike `warp`; the places are constants.
 *
 * @param images (n, height, width, channels)
 * @param fill value of everything outside of an image
 */
export function resample(images: Tensor4D, { x, y }: Sources, fill: number): Tensor4D {
  return tf.tidy(() => {
    const [n, height, width, channels] = images.shape;
    const [left, top] = [tf.floor(x), tf.floor(y)];
    const [right, low] = [tf.sub(x, left), tf.sub(y, top)];
    const firsts = tf.tensor2d(range(n), [n, 1]);
    const corner = (across: 0 | 1, down: 0 | 1): { index: Tensor; weight: Tensor } => {
      const [column, row] = [tf.add(left, across), tf.add(top, down)];
      const share = tf.mul(across === 1 ? right : tf.sub(1, right), down === 1 ? low : tf.sub(1, low));
      const inside = tf.logicalAnd(isWithin(column, width), isWithin(row, height));
      const place = tf.add(
        tf.mul(tf.clipByValue(row, 0, height - 1), width),
        tf.clipByValue(column, 0, width - 1),
      );
      return {
        index: tf.cast(tf.add(tf.mul(firsts, height * width), place), "int32"),
        weight: tf.mul(share, tf.cast(inside, "float32")),
      };
    };
    const corners = [corner(0, 0), corner(1, 0), corner(0, 1), corner(1, 1)];
    const index = tf.reshape(tf.stack(corners.map((c) => c.index)), [-1]);
    const weight = tf.reshape(tf.stack(corners.map((c) => c.weight)), [-1, 1]);
    const pixels = tf.reshape(images, [-1, channels]);
    const four = tf.reshape(tf.mul(take(pixels, index), weight), [4, -1, channels]);
    const outside = tf.sub(1, tf.sum(tf.reshape(weight, [4, -1, 1]), 0));
    return tf.reshape(tf.add(tf.sum(four, 0), tf.mul(outside, fill)), images.shape);
  });
}

const isWithin = (place: Tensor, side: number): Tensor =>
  tf.logicalAnd(tf.greaterEqual(place, 0), tf.lessEqual(place, side - 1));

/** Rows by number. tfjs' own gather needs UnsortedSegmentSum for its gradient, which the WebAssembly engine lacks. */
function take(rows: Tensor, index: Tensor): Tensor {
  const shape = [...rows.shape];
  return differentiable([rows], (all) => ({
    value: tf.gather(all!, tf.cast(index, "int32")),
    saved: [index],
    backward: (dy, [kept]) => {
      const sum = tf.scatterND(tf.reshape(kept!, [-1, 1]), dy, shape);
      return [lastGradient("a resampled image", sum, [dy])];
    },
  }));
}
