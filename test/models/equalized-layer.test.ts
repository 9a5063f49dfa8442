import type * as tfjs from "@tensorflow/tfjs";
import { expect, test } from "vitest";
import { stream } from "../../lib/core";
import { tf } from "../../lib/engine";
import { equalizedScale, initialize } from "../../lib/models";
import { EqualizedLayer } from "../../lib/models/equalized-layer";
import golden from "../golden/pggan.json";
import { randomTensor } from "./central-differences";

const { equalized_lr: expected } = golden;

test("equalizedScale() is the reference's for a convolution, a dense layer and the last one", () => {
  expect(equalizedScale([3, 3, 512, 512])).toBeCloseTo(expected.conv3x3_in512_gain_sqrt2, 12);
  expect(equalizedScale([128, 2048], Math.SQRT2 / 4)).toBeCloseTo(
    expected.dense_in128_out_gain_sqrt2_over4,
    12,
  );
  expect(equalizedScale([1, 1, 128, 1], 1)).toBeCloseTo(expected.torgb_1x1_in128_gain1, 12);
});

function fresh(shape: number[], outputs: number, kernelSize?: number): tfjs.LayersModel {
  const x = tf.input({ shape });
  const y = new EqualizedLayer({ name: "layer", outputs, kernelSize }).apply(x) as tfjs.SymbolicTensor;
  const model = tf.model({ inputs: x, outputs: y });
  initialize(model, stream(1, "weights"), "normal 1");
  return model;
}

test("at the start a layer's kernel has variance 1 and its outputs of inputs of variance 1 have 2", () => {
  const model = fresh([1152], 256);
  const [kernel, bias] = model.getWeights() as [tfjs.Tensor, tfjs.Tensor];
  expect(tf.moments(kernel).variance.dataSync()[0]).toBeCloseTo(1, 1);
  expect(tf.max(tf.abs(bias)).dataSync()[0]).toBe(0);
  const y = model.apply(randomTensor([64, 1152], "x")) as tfjs.Tensor;
  const variance = tf.moments(y).variance.dataSync()[0]!;
  expect(Math.abs(variance - 2)).toBeLessThan(0.2);
  model.dispose();
});

test("a convolution is the scaled kernel's with same padding", () => {
  const model = fresh([5, 5, 4], 3, 3);
  const [kernel] = model.getWeights() as [tfjs.Tensor4D];
  const x = randomTensor([2, 5, 5, 4], "x");
  const plain = tf.conv2d(x as tfjs.Tensor4D, tf.mul<tfjs.Tensor4D>(kernel, Math.SQRT2 / 6), 1, "same");
  const y = model.apply(x) as tfjs.Tensor;
  expect(tf.max(tf.abs(tf.sub(y, plain))).dataSync()[0]).toBeLessThan(1e-5);
  model.dispose();
});
