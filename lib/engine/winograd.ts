import type { Tensor, Tensor3D, Tensor4D } from "@tensorflow/tfjs";
import { cookToom, type Matrix } from "./cook-toom";
import { tf } from "./tf";

const tile = 4; // outputs a side that are computed together
const points = [0, 1, -1, 2, -2, 1 / 2, -1 / 2];
const most = 2 ** 21; // frequencies of the images that are taken together, 8 MiB: they stay in the processor's caches

/** Matrices from maps and kernels to frequencies and back; they depend on the sizes alone. */
interface Plan {
  /** ((4 + k - 1) tiles, side): rows of a map to each tile's frequencies, the border of zeros included. */
  readonly toFrequencies: Matrix;
  /** (frequencies^2, k^2) */
  readonly ofKernel: Matrix;
  /** (16, frequencies^2) */
  readonly toOutputs: Matrix;
}

const plans = new Map<string, Plan>();

/**
 * Convolution of stride 1 with same padding by Winograd's F(4x4, kxk): each tile of 4 x 4 outputs takes (4 + k - 1)^2
 * products per pair of channels instead of 16 k^2: 64 for 400 at k = 5, 36 for 144 at k = 3. All of it is matrix products and
 * reorderings, which tfjs differentiates to every order; its gradient is the transposed form.
 *
 * Forward and backward take 0.44 to 0.89 of direct convolution's time where it is used (measured-sizes.ts), a large batch
 * in parts 0.85 of it whole. Error against it, relative to the largest value: k = 5 1e-5 forward and to x, 2e-5 to the
 * kernel.
 *
 * @param x (n, side, side, in), side a multiple of 4
 * @param kernel (k, k, in, out), k = 3 or 5
 * Source: Lavin & Gray 2016, section 4.
 */
export function winograd(x: Tensor4D, kernel: Tensor4D): Tensor4D {
  const [n, side, , inputs] = x.shape;
  const [k, , , outputs] = kernel.shape;
  const plan = planOf(side, k);
  // made of JavaScript's arrays each time: in a graph they are constants, and outside they take microseconds
  const G = tf.tensor2d(plan.ofKernel as number[][]);
  const taps: Tensor = tf.matMul(G, tf.reshape(kernel, [k * k, inputs * outputs]));
  const U = tf.reshape(taps, [-1, inputs, outputs]) as Tensor3D;
  const count = partsOf(n, ((tile + k - 1) * (side / tile)) ** 2 * inputs);
  if (count === 1) return convolveTiles(x, U, plan);
  const parts = (tf.split(x, count) as Tensor4D[]).map((part) => convolveTiles(part, U, plan));
  return tf.concat(parts, 0);
}

/** The least number of equal parts that hold at most `most` each. @param each numbers an image */
function partsOf(n: number, each: number): number {
  for (let count = 1; count < n; count++) if (n % count === 0 && (n / count) * each <= most) return count;
  return n;
}

/** @param U (frequency, in, out) */
function convolveTiles(x: Tensor4D, U: Tensor3D, { toFrequencies, toOutputs }: Plan): Tensor4D {
  const [n, side, , inputs] = x.shape;
  const [squared, , outputs] = U.shape;
  const frequencies = Math.sqrt(squared);
  const tiles = side / tile;
  const B = tf.tensor3d([toFrequencies as number[][]]);
  const rows: Tensor = tf.matMul(B, tf.reshape(x, [n, side, side * inputs]));
  const turned = tf.transpose(tf.reshape(rows, [n, frequencies, tiles, side, inputs]), [1, 3, 2, 0, 4]);
  const both: Tensor = tf.matMul(B, tf.reshape(turned, [frequencies, side, tiles * n * inputs]));
  const V = tf.reshape(both, [squared, tiles * tiles * n, inputs]); // (frequency, tile and image, channel)
  const products = tf.reshape(tf.matMul(V, U), [squared, tiles * tiles * n * outputs]);
  const y = tf.reshape(tf.matMul(tf.tensor2d(toOutputs as number[][]), products), [
    tile,
    tile,
    tiles,
    tiles,
    n,
    outputs,
  ]);
  return tf.reshape(tf.transpose(y, [4, 3, 0, 2, 1, 5]), [n, side, side, outputs]);
}

function planOf(side: number, k: number): Plan {
  const key = `${side} ${k}`;
  const known = plans.get(key);
  if (known) return known;
  const frequencies = tile + k - 1;
  const { A, G, B } = cookToom(tile, k, points.slice(0, frequencies - 1));
  const border = (k - 1) / 2;
  const toFrequencies = B.flatMap((from) =>
    Array.from({ length: side / tile }, (_, t) => {
      const row = Array.from({ length: side }, () => 0);
      from.forEach((value, q) => {
        const at = tile * t + q - border;
        if (at >= 0 && at < side) row[at] = value;
      });
      return row;
    }),
  );
  const plan = { toFrequencies, ofKernel: kronecker(G), toOutputs: kronecker(A) };
  plans.set(key, plan);
  return plan;
}

const kronecker = (M: Matrix): Matrix =>
  M.flatMap((p) => M.map((q) => p.flatMap((x) => q.map((y) => x * y))));
