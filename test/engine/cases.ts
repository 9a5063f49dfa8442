import type { Tensor, Tensor4D } from "@tensorflow/tfjs";
import { batchNormTraining, biasAdd, conv, convTranspose, leakyRelu, relu, tf } from "../../lib/engine";

/** One operation of the engine beside the same function of tfjs' own. */
export interface Case {
  readonly name: string;
  readonly ours: (...inputs: Tensor[]) => Tensor;
  /** The same function of tfjs operations alone. */
  readonly plain: (...inputs: Tensor[]) => Tensor;
  readonly shapes: readonly (readonly number[])[];
}

const composedNorm = (x: Tensor, gamma: Tensor, beta: Tensor): Tensor => {
  const axes = x.shape.slice(0, -1).map((_, i) => i);
  const mean = tf.mean(x, axes);
  const variance = tf.mean(tf.square(tf.sub(x, mean)), axes);
  const scale = tf.div(gamma, tf.sqrt(tf.add(variance, 1e-3)));
  return tf.add(tf.mul(tf.sub(x, mean), scale), beta);
};
const rectified = (alpha: number) => (x: Tensor) => tf.sub(tf.relu(x), tf.mul(tf.relu(tf.neg(x)), alpha));
const convolution = (name: string, k: number, side: number, stride: number, channels = [3, 4]): Case => ({
  name,
  ours: (x, w) => conv(x as Tensor4D, w as Tensor4D, stride),
  plain: (x, w) => tf.conv2d(x as Tensor4D, w as Tensor4D, stride, "same"),
  shapes: [
    [2, side, side, channels[0]!],
    [k, k, ...channels],
  ],
});

/** Every operation of the engine, in the forms that take different ways. */
export const cases: readonly Case[] = [
  { name: "relu", ours: relu, plain: (x) => tf.relu(x), shapes: [[3, 7]] },
  {
    name: "leakyRelu of slope 0.2",
    ours: (x) => leakyRelu(x, 0.2),
    plain: rectified(0.2),
    shapes: [[3, 4, 4, 2]],
  },
  { name: "leakyRelu of slope 0.01", ours: (x) => leakyRelu(x), plain: rectified(0.01), shapes: [[3, 7]] },
  {
    name: "biasAdd on maps",
    ours: (x, b) => biasAdd(x, b!),
    plain: (x, b) => tf.add(x, b!),
    shapes: [[2, 3, 3, 4], [4]],
  },
  {
    name: "biasAdd on vectors",
    ours: (x, b) => biasAdd(x, b!),
    plain: (x, b) => tf.add(x, b!),
    shapes: [[5, 4], [4]],
  },
  {
    name: "batchNormTraining on maps",
    ours: (x, gamma, beta) => batchNormTraining(x, gamma!, beta!),
    plain: (x, gamma, beta) => composedNorm(x, gamma!, beta!),
    shapes: [[3, 4, 5, 6], [6], [6]],
  },
  {
    name: "batchNormTraining on vectors",
    ours: (x, gamma, beta) => batchNormTraining(x, gamma!, beta!),
    plain: (x, gamma, beta) => composedNorm(x, gamma!, beta!),
    shapes: [[8, 5], [5], [5]],
  },
  convolution("conv 1x1", 1, 4, 1),
  convolution("conv 1x1, stride 2", 1, 4, 2),
  convolution("conv 1x1, stride 2, odd side", 1, 5, 2),
  convolution("conv 3x3 on 1x1 maps", 3, 1, 1),
  convolution("conv 3x3 on 2x2 maps", 3, 2, 1),
  convolution("conv 3x3 on 2x2 maps, stride 2", 3, 2, 2),
  convolution("conv 3x3", 3, 6, 1),
  convolution("conv 4x4, stride 2", 4, 6, 2),
  convolution("conv 5x5, stride 2, odd side", 5, 7, 2),
  {
    name: "convTranspose 4x4, stride 2",
    ours: (x, w) => convTranspose(x as Tensor4D, w as Tensor4D, 2),
    plain: (x, w) => tf.conv2dTranspose(x as Tensor4D, w as Tensor4D, [2, 8, 8, 3], 2, "same"),
    shapes: [
      [2, 4, 4, 5],
      [4, 4, 3, 5],
    ],
  },
  {
    name: "convTranspose 5x5",
    ours: (x, w) => convTranspose(x as Tensor4D, w as Tensor4D),
    plain: (x, w) => tf.conv2dTranspose(x as Tensor4D, w as Tensor4D, [2, 4, 4, 3], 1, "same"),
    shapes: [
      [2, 4, 4, 5],
      [5, 5, 3, 5],
    ],
  },
];
