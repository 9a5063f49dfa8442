import type { Tensor, Tensor2D, Tensor4D } from "@tensorflow/tfjs";
import { convBySelection, convTransposeBySelection, selectionPays } from "./conv-by-selection";
import { compute } from "./compute";
import { winogradPays } from "./measured-sizes";
import { fromOneChannel, toOneChannel, transposedToOneChannel } from "./one-channel";
import { tf } from "./tf";
import { winograd } from "./winograd";

/**
 * Convolution with same padding: x (n, h, w, in) and kernel (k, k, in, out) give (n, ceil(h/stride), ceil(w/stride), out).
 *
 * Small cases are written as matrix products, which tfjs differentiates to every order: kernels of 1x1, kernels of
 * 3x3 on maps of 1x1 (only the centre tap meets the map) and of 2x2 (every pixel meets every pixel), from and to one
 * channel (one-channel.ts), stride 2 on small maps of many channels (conv-by-selection.ts). Sizes where Winograd's form is
 * faster (measured-sizes.ts) take that, unless `compute` says "direct". Everything else is TensorFlow's own convolution,
 * whose gradient to the kernel cannot be differentiated again (throws).
 *
 * Other strided and transposed convolutions stay TensorFlow's. By Winograd's form of their phases (arXiv 2002.00552)
 * forward and backward took 0.76 to 0.95 of its time from 64 channels and outputs of 8x8 on (1.1 to 1.4 below). With it, a
 * step of the paper's DCGAN took 0.99 (median) to 1.04 (fastest) of its time without, with the small networks 1.04, a
 * WGAN-GP iteration 0.97 (4 of each).
 */
export function conv(x: Tensor4D, kernel: Tensor4D, stride = 1): Tensor4D {
  const [k, width, inputs, outputs] = kernel.shape;
  const [, h, w] = x.shape;
  return tf.tidy(() => {
    if (k !== width) return tf.conv2d(x, kernel, stride, "same");
    if (k === 1 && h % stride === 0 && w % stride === 0) return pointwise(x, kernel, stride);
    if (inputs === 1) return fromOneChannel(x, kernel, stride);
    if (outputs === 1 && stride === 1) return toOneChannel(x, kernel);
    if (k === 3 && stride === 1 && h === 1 && w === 1) return centreTap(x, kernel);
    if (k === 3 && stride === 1 && h === 2 && w === 2) return allToAll(x, kernel);
    if (stride === 2 && h === w && selectionPays(h, outputs)) return convBySelection(x, kernel);
    if (stride === 1 && h === w && byWinograd(k, h, kernel)) return winograd(x, kernel);
    return tf.conv2d(x, kernel, stride, "same");
  });
}

/** Transposed convolution with same padding: x (n, h, w, in), kernel (k, k, out, in) give (n, h stride, w stride, out). */
export function convTranspose(x: Tensor4D, kernel: Tensor4D, stride = 1): Tensor4D {
  const [n, h, w] = x.shape;
  const [k, width, outputs, inputs] = kernel.shape;
  if (k === width && outputs === 1) return tf.tidy(() => transposedToOneChannel(x, kernel, stride));
  if (k === width && k > 1 && stride === 2 && h === w && selectionPays(2 * h, inputs))
    return tf.tidy(() => convTransposeBySelection(x, kernel));
  return tf.conv2dTranspose(x, kernel, [n, h * stride, w * stride, kernel.shape[2]], stride, "same");
}

function pointwise(x: Tensor4D, kernel: Tensor4D, stride: number): Tensor4D {
  const [, , inputs, outputs] = kernel.shape;
  const map = stride === 1 ? x : every(x, stride);
  const [n, h, w] = map.shape;
  const product = tf.matMul(matrix(map, n * h * w, inputs), matrix(kernel, inputs, outputs));
  return tf.reshape(product, [n, h, w, outputs]);
}

/** Every stride-th pixel in both directions; `tf.stridedSlice` has no gradient in tfjs. */
function every(x: Tensor4D, stride: number): Tensor4D {
  const [n, h, w, c] = x.shape;
  const blocks = tf.reshape(x, [n, h / stride, stride, w / stride, stride, c]);
  const first = tf.slice(blocks, [0, 0, 0, 0, 0, 0], [n, h / stride, 1, w / stride, 1, c]);
  return tf.reshape(first, [n, h / stride, w / stride, c]);
}

function centreTap(x: Tensor4D, kernel: Tensor4D): Tensor4D {
  const [, , inputs, outputs] = kernel.shape;
  const [n] = x.shape;
  const centre = tf.slice(kernel, [1, 1, 0, 0], [1, 1, inputs, outputs]);
  return tf.reshape(tf.matMul(matrix(x, n, inputs), matrix(centre, inputs, outputs)), [n, 1, 1, outputs]);
}

function allToAll(x: Tensor4D, kernel: Tensor4D): Tensor4D {
  const [, , inputs, outputs] = kernel.shape;
  const [n] = x.shape;
  const pairs = tf.reshape(tf.matMul(taps(), matrix(kernel, 9, inputs * outputs)), [4, 4, inputs, outputs]);
  const dense = matrix(tf.transpose(pairs, [0, 2, 1, 3]), 4 * inputs, 4 * outputs);
  return tf.reshape(tf.matMul(matrix(x, n, 4 * inputs), dense), [n, 2, 2, outputs]);
}

const matrix = (t: Tensor, rows: number, columns: number): Tensor2D => tf.reshape(t, [rows, columns]);

function byWinograd(k: number, side: number, { shape: [, , inputs, outputs] }: Tensor4D): boolean {
  return compute().convolution === "winograd" && winogradPays({ kernel: k, side, inputs, outputs });
}

/** (16, 9), one where a tap of the 3x3 kernel joins an input pixel (u, v) of a 2x2 map to an output pixel (i, j). */
function taps(): Tensor2D {
  const places = [0, 1, 2, 3].map((p) => [p >> 1, p & 1] as const);
  const joins = places.flatMap(([u, v]) => places.map(([i, j]) => (u - i + 1) * 3 + (v - j + 1)));
  return tf.tensor2d(joins.map((joined) => Array.from({ length: 9 }, (_, tap) => Number(tap === joined))));
}
