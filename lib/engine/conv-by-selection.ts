import type { Tensor2D, Tensor4D } from "@tensorflow/tfjs";
import { tf } from "./tf";

/**
 * Convolution of stride 2 with same padding as two matrix products: one with zeros and ones selects what each output sees,
 * the other is with the kernel. tfjs differentiates it to every order.
 *
 * @param x (n, side, side, in), side even
 * @param kernel (k, k, in, out), k >= 2
 */
export function convBySelection(x: Tensor4D, kernel: Tensor4D): Tensor4D {
  const [n, side, , inputs] = x.shape;
  const [k, , , outputs] = kernel.shape;
  const [half, all] = [side / 2, k * k * inputs];
  const seen = tf.matMul(tf.tensor3d([selection(side, k)]), tf.reshape(x, [n, side * side, inputs]));
  const rows: Tensor2D = tf.reshape(seen, [n * half * half, all]);
  return tf.reshape(tf.matMul(rows, tf.reshape(kernel, [all, outputs])), [n, half, half, outputs]);
}

/**
 * Transposed convolution of stride 2 with same padding, likewise: each input times the kernel, then the sums.
 *
 * @param x (n, side, side, in)
 * @param kernel (k, k, out, in), k >= 2
 */
export function convTransposeBySelection(x: Tensor4D, kernel: Tensor4D): Tensor4D {
  const [n, side, , inputs] = x.shape;
  const [k, , outputs] = kernel.shape;
  const twice = 2 * side;
  const columns: Tensor2D = tf.reshape(kernel, [k * k * outputs, inputs]);
  const spread = tf.matMul(tf.reshape(x, [n * side * side, inputs]), columns, false, true);
  const from = selection(twice, k);
  const sums = tf.tensor3d([
    Array.from({ length: twice * twice }, (_, i) => from.map((row) => row[i] as number)),
  ]);
  const y = tf.matMul(sums, tf.reshape(spread, [n, side * side * k * k, outputs]));
  return tf.reshape(y, [n, twice, twice, outputs]);
}

/**
 * Whether the above is quicker than TensorFlow's convolution. Forward and backward, batches of 16, took 0.79 to 0.82 of its
 * time between maps of 8x8 with 128 channels and of 4x4 with 256 (kernels of 5x5, of 3x3, 5x5 transposed), and 0.30 between
 * 4x4 with 256 and 2x2 with 512; with 128 channels on the smaller maps 1.02 to 1.08. A step of the small pair takes 0.90 of
 * its time (median; fastest 0.92).
 *
 * @param side of the larger maps
 * @param channels of the smaller ones
 */
export function selectionPays(side: number, channels: number): boolean {
  return side <= 8 && side % 2 === 0 && channels >= 256;
}

/** (outputs and taps, pixels): one where that tap of that output meets that pixel. */
function selection(side: number, k: number): number[][] {
  const before = Math.floor((k - 2) / 2);
  const places = Array.from(
    { length: (side / 2) ** 2 },
    (_, p) => [Math.floor((2 * p) / side), p % (side / 2)] as const,
  );
  const taps = Array.from({ length: k * k }, (_, t) => [Math.floor(t / k), t % k] as const);
  return places.flatMap(([i, j]) =>
    taps.map(([u, v]) => {
      const [y, x] = [2 * i + u - before, 2 * j + v - before];
      const isInside = y >= 0 && y < side && x >= 0 && x < side;
      return Array.from({ length: side * side }, (_, pixel) => Number(isInside && pixel === y * side + x));
    }),
  );
}
