import type { Tensor, Tensor3D, Tensor4D } from "@tensorflow/tfjs";
import { tf } from "./tf";
import { winogradPlan, type WinogradPlan } from "./winograd-plan";

/**
 * Convolution of stride 1 with same padding by Winograd's F(m x m, k x k): each tile of m x m outputs takes as many products
 * per pair of channels as it has frequencies, instead of m^2 k^2. Per output of 5x5 these are 2.8 for 25 on tiles of 8 (4 on
 * tiles of 4, where the side is no multiple of 16), of 3x3 2.25 for 9. All of it is matrix products and reorderings, which
 * tfjs differentiates to every order; its gradient is the transposed form.
 *
 * Forward and backward take 0.40 to 0.89 of direct convolution's time where it is used (measured-sizes.ts), on tiles of 4
 * a large batch in parts 0.85 of it whole. Error against it, relative to the largest value: k = 5 8e-6, on tiles of 8 5e-6
 * to map and kernel; k = 3 4e-6. Tiles of 8 make the paper's DCGAN step 1 (fastest) to 3 % (median) shorter than tiles of
 * 4 alone; thirteen frequencies on both axes 3 % and 2 %, at an error of 2.3e-5. Their outputs by rows and then by columns
 * shorten it by 2 to 5 %; of tiles of 4, and of kernels, that gains nothing.
 *
 * What would keep maps at their frequencies in a core's own cache gains nothing. One layer of 128 channels on 32x32 takes,
 * forward, 0.98 to 1.2 of its time by parts of two or four images, and 0.98 to 1.3 by one row frequency after the other; the
 * step takes 0.98 to 1.02 by parts of unequal sizes, whose rows are no power of two long. With one thread per operation, so
 * that two parts run beside each other, row frequencies take 0.90 of that layer, but the step 1.15.
 *
 * @param x (n, side, side, in), side a multiple of 4
 * @param kernel (k, k, in, out), k = 3 or 5
 * Source: Lavin & Gray 2016, section 4; for quadratic moduli Barabasz & Gregg 2019.
 */
export function winograd(x: Tensor4D, kernel: Tensor4D): Tensor4D {
  const [n, side, , inputs] = x.shape;
  const [k, , , outputs] = kernel.shape;
  const plan = winogradPlan(side, k);
  // made of JavaScript's arrays each time: in a graph they are constants, and outside they take microseconds
  const G = tf.tensor2d(plan.ofKernel as number[][]);
  const taps: Tensor = tf.matMul(G, tf.reshape(kernel, [k * k, inputs * outputs]));
  const U = tf.reshape(taps, [-1, inputs, outputs]) as Tensor3D;
  const each = plan.ofKernel.length * (side / plan.tile) ** 2 * inputs;
  const count = partsOf(n, Math.floor(plan.most / each));
  if (count === 1) return convolveTiles(x, U, plan);
  const parts = (tf.split(x, count) as Tensor4D[]).map((part) => convolveTiles(part, U, plan));
  return tf.concat(parts, 0);
}

/** The least number of equal parts of n images with at most `images` each, or one. */
function partsOf(n: number, images: number): number {
  for (let count = 1; count < n; count++) if (n % count === 0 && n / count <= images) return count;
  return n;
}

/** @param U (frequency, in, out) */
function convolveTiles(x: Tensor4D, U: Tensor3D, plan: WinogradPlan): Tensor4D {
  const { tile } = plan;
  const [n, side, , inputs] = x.shape;
  const [all, , outputs] = U.shape;
  const [down] = plan.frequencies;
  const tiles = side / tile;
  const [ofRows, ofColumns] = plan.toFrequencies.map((M) => tf.tensor3d([M as number[][]]));
  const rows: Tensor = tf.matMul(ofRows as Tensor3D, tf.reshape(x, [n, side, side * inputs]));
  const turned = tf.transpose(tf.reshape(rows, [n, down, tiles, side, inputs]), [1, 3, 2, 0, 4]);
  const both: Tensor = tf.matMul(ofColumns as Tensor3D, tf.reshape(turned, [down, side, tiles * n * inputs]));
  const V = tf.reshape(both, [all, tiles * tiles * n, inputs]); // (frequency, tile and image, channel)
  const y = toOutputs(tf.matMul(V, U), plan);
  const pixels = tf.reshape(y, [tile, tile, tiles, tiles, n, outputs]);
  return tf.reshape(tf.transpose(pixels, [4, 3, 0, 2, 1, 5]), [n, side, side, outputs]);
}

/** Of products (frequency, tile and image, out): (tile^2, ...), rows and then columns where that is quicker than both at once. */
function toOutputs(
  products: Tensor,
  { tile, frequencies: [down, across], toOutputs: [rows, columns] }: WinogradPlan,
) {
  if (columns === undefined)
    return tf.matMul(tf.tensor2d(rows as number[][]), tf.reshape(products, [down * across, -1]));
  const half: Tensor = tf.matMul(tf.tensor2d(rows as number[][]), tf.reshape(products, [down, -1]));
  return tf.matMul(tf.tensor3d([columns as number[][]]), tf.reshape(half, [tile, across, -1]));
}
