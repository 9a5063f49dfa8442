import type * as tfjs from "@tensorflow/tfjs";
import { batchNormTraining, biasAdd, conv, convTranspose, leakyRelu, relu, tf } from "../../lib/engine";
import { type Call, x, p, ints, image, video, kernel, slopes, calls } from "./call-inputs";

/** Products, convolutions, poolings, images, layers of the engine, and their gradients. */
export const networkCalls: readonly Call[] = calls({
  matMul: () => [tf.matMul(x(2, 3), x(3, 4)), tf.matMul(x(3, 2), x(4, 3), true, true), tf.dot(x(3), x(3))],
  "gradient of matMul": () => slopes(tf.matMul as never, x(2, 3), x(3, 4)),
  "matMul of batches": () => [
    tf.matMul(x(2, 1, 3, 4), x(5, 4, 2)),
    slopes((a, b) => tf.matMul(a, b, true), x(5, 4, 3), x(5, 4, 2)),
  ],
  outer: () => tf.outerProduct(x(3) as tfjs.Tensor1D, x(4) as tfjs.Tensor1D),
  einsum: () => [tf.einsum("ij,jk->ik", x(2, 3), x(3, 4)), tf.einsum("bij->bj", x(2, 3, 4))],
  conv2d: () => [
    tf.conv2d(image(), kernel(3, 3, 3, 4), 1, "same"),
    tf.conv2d(image(), kernel(3, 2, 3, 4), [2, 1], "valid"),
    tf.conv2d(image(7, 7), kernel(3, 3, 3, 4), 1, "same", "NHWC", [2, 2]),
    tf.conv2d(image(7, 7), kernel(3, 3, 3, 4), 1, "valid", "NHWC", 2),
  ],
  "conv2d with numbers of padding": () => [
    tf.conv2d(image(), kernel(4, 4, 3, 4), 2, [[0, 0], [1, 2], [0, 1], [0, 0]]), // prettier-ignore
  ],
  "gradient of conv2d": () =>
    slopes(
      (a, w) => tf.conv2d(a as tfjs.Tensor4D, w as tfjs.Tensor4D, 2, "same"),
      image(),
      kernel(3, 3, 3, 4),
    ),
  "fused conv2d": () =>
    tf.fused.conv2d({
      x: image(),
      filter: kernel(3, 3, 3, 4),
      strides: 1,
      pad: "same",
      bias: x(4),
      activation: "relu",
    }),
  conv1d: () => tf.conv1d(x(2, 8, 3) as tfjs.Tensor3D, x(3, 3, 4) as tfjs.Tensor3D, 2, "valid"),
  conv2dTranspose: () => tf.conv2dTranspose(image(3, 3), kernel(4, 4, 5, 3), [2, 6, 6, 5], 2, "same"),
  "gradient of conv2dTranspose": () =>
    slopes(
      (a, w) => tf.conv2dTranspose(a as tfjs.Tensor4D, w as tfjs.Tensor4D, [2, 6, 6, 5], 2, "same"),
      image(3, 3),
      kernel(4, 4, 5, 3),
    ),
  depthwise: () => [
    tf.depthwiseConv2d(image(), kernel(3, 3, 3, 2), 1, "same"),
    tf.depthwiseConv2d(image(), kernel(3, 3, 3, 2), 2, "valid"),
    tf.depthwiseConv2d(image(8, 8), kernel(3, 3, 3, 1), 1, "valid", "NHWC", 2),
  ],
  "gradient of depthwise": () =>
    slopes(
      (a, w) => tf.depthwiseConv2d(a as tfjs.Tensor4D, w as tfjs.Tensor4D, 1, "same"),
      image(),
      kernel(3, 3, 3, 2),
    ),
  separable: () => tf.separableConv2d(image(), kernel(3, 3, 3, 2), kernel(1, 1, 6, 4), 1, "same"),
  conv3d: () => [
    tf.conv3d(video(), x(2, 2, 2, 2, 3) as tfjs.Tensor5D, 1, "valid"),
    tf.conv3dTranspose(video(), x(2, 2, 2, 3, 2) as tfjs.Tensor5D, [1, 8, 8, 8, 3], 2, "same"),
  ],
  "gradient of conv3d": () =>
    slopes((a, w) => tf.conv3d(a as tfjs.Tensor5D, w as tfjs.Tensor5D, 2, "same"), video(), x(2, 2, 2, 2, 3)),
  pooling: () => [
    tf.maxPool(image(), 2, 2, "same"),
    tf.maxPool(image(), [3, 2], [2, 1], "valid"),
    tf.avgPool(image(), 3, 1, "same"),
    tf.avgPool(image(), 2, 2, "valid"),
  ],
  "pooling in 3D": () => [tf.maxPool3d(video(), 2, 2, "same"), tf.avgPool3d(video(), 3, 1, "valid")],
  "gradient of pooling": () => [
    slopes((a) => tf.maxPool(a as tfjs.Tensor4D, 2, 2, "same"), image()),
    slopes((a) => tf.avgPool(a as tfjs.Tensor4D, 3, 2, "valid"), image()),
    slopes((a) => tf.maxPool3d(a as tfjs.Tensor5D, 2, 2, "same"), video()),
    slopes((a) => tf.avgPool3d(a as tfjs.Tensor5D, 2, 2, "valid"), video()),
  ],
  dilation2d: () => [
    tf.dilation2d(image(), x(3, 3, 3) as tfjs.Tensor3D, 1, "valid"),
    tf.dilation2d(image(8, 9), x(3, 2, 3) as tfjs.Tensor3D, 1, "valid", [2, 3]),
  ],
  "gradient of dilation2d": () =>
    slopes((a, w) => tf.dilation2d(a as tfjs.Tensor4D, w as tfjs.Tensor3D, 1, "same"), image(), x(3, 3, 3)),
  lrn: () => slopes((a) => tf.localResponseNormalization(a as tfjs.Tensor4D, 2), image()),
  resize: () => [
    tf.image.resizeBilinear(image(), [9, 4], true),
    tf.image.resizeNearestNeighbor(image(), [9, 4], false, true),
    slopes((a) => tf.image.resizeBilinear(a as tfjs.Tensor4D, [9, 4]), image()),
    slopes((a) => tf.image.resizeNearestNeighbor(a as tfjs.Tensor4D, [9, 4]), image()),
  ],
  crop: () =>
    tf.image.cropAndResize(image(), x(3, 4) as tfjs.Tensor2D, ints([0, 1, 1]) as tfjs.Tensor1D, [4, 2]),
  flip: () => tf.image.flipLeftRight(image()),
  batchNorm: () => slopes((a, m, v) => tf.batchNorm(a, m, v, x(3), x(3)), image(), x(3), p(3)),
  "batch norm of the engine": () => slopes((a, g, b) => batchNormTraining(a as never, g as never, b as never), image(), x(3), x(3)), // prettier-ignore
  "layers of the engine": () => [
    slopes((a, b) => biasAdd(a, b as tfjs.Tensor1D), image(), x(3)),
    slopes((a) => leakyRelu(a, 0.2), x(3, 4)),
    slopes((a) => relu(a), x(3, 4)),
    slopes((a, w) => conv(a as tfjs.Tensor4D, w as tfjs.Tensor4D, 2), image(), kernel(4, 4, 3, 5)),
    slopes((a, w) => convTranspose(a as tfjs.Tensor4D, w as tfjs.Tensor4D, 2), image(), kernel(4, 4, 5, 3)),
  ],
});
