import type * as tfjs from "@tensorflow/tfjs";
import { range } from "../../core/arrays";
import { tf, type Draws } from "../../engine";

/** What may be done to a training image. It becomes part of what the model draws: only what is true of such images. */
export interface ShiftAndMirror {
  /** Largest shift in pixels, down and right, each its own. */
  readonly shift: number;
  /** Chance that left and right are exchanged. */
  readonly mirror: number;
}

/**
 * Images shifted by whole pixels, each its own way, and mirrored by chance; what comes in from outside is air, -1.
 * Two products with matrices of zeros and ones, so that a graph draws anew at each call.
 * @param images (n, size, size, 1)
 */
export function shiftAndMirror(
  images: tfjs.Tensor4D,
  draws: Draws,
  { shift, mirror }: ShiftAndMirror,
): tfjs.Tensor4D {
  if (shift === 0 && mirror === 0) return tf.clone(images);
  return tf.tidy(() => {
    const [n, size] = images.shape;
    const shifts = tf.tensor3d(range(2 * shift + 1).map((k) => shiftMatrix(size, k - shift)));
    const draw = (): tfjs.Tensor3D =>
      tf.gather(shifts, draws.integers([n], 0, 2 * shift + 1) as tfjs.Tensor1D);
    const isMirrored = draws.chance([n, 1, 1], mirror);
    const [rows, columns] = [draw(), draw()];
    const mirrored = tf.reverse(columns, 1);
    const across = tf.add(columns, tf.mul(isMirrored, tf.sub(mirrored, columns)));
    const light = tf.add(tf.reshape(images, [n, size, size]), 1);
    const moved = tf.matMul(tf.matMul(rows, light, true), across);
    return tf.reshape(tf.sub(moved, 1), [n, size, size, 1]);
  });
}

/** 1 where a place goes to: row i, column i + by. */
function shiftMatrix(size: number, by: number): number[][] {
  return range(size).map((i) => range(size).map((k) => (k === i + by ? 1 : 0)));
}
