import type * as tfjs from "@tensorflow/tfjs";
import type { Random } from "../../lib/core/random";
import { layers, tf } from "../../lib/engine";

/** A functional model with every layer that the .h5 format supports, 8 x 8 x 2 to 3 probabilities. */
export function everyLayer(): tfjs.LayersModel {
  const apply = (layer: tfjs.layers.Layer, x: tfjs.SymbolicTensor | tfjs.SymbolicTensor[]) =>
    layer.apply(x) as tfjs.SymbolicTensor;
  const image = tf.input({ shape: [8, 8, 2] });
  let x = apply(layers.zeroPadding2d({ padding: [[0, 1], [1, 0]] }), image); // prettier-ignore
  x = apply(layers.conv2d({ filters: 4, kernelSize: 3, strides: 2, useBias: false }), x);
  x = apply(layers.batchNormalization({ momentum: 0.9, epsilon: 1e-5, name: "norm" }), x);
  const shortcut = apply(layers.maxPooling2d({ poolSize: 3, strides: 2, padding: "same" }), x);
  x = apply(
    layers.leakyReLU({ alpha: 0.2 }),
    apply(layers.conv2d({ filters: 4, kernelSize: 3, padding: "same" }), shortcut),
  );
  x = apply(layers.reLU(), apply(layers.add(), [x, shortcut]));
  x = apply(layers.conv2dTranspose({ filters: 4, kernelSize: 4, strides: 2, padding: "same" }), x);
  x = apply(
    layers.averagePooling2d({ poolSize: 2, padding: "same" }),
    apply(layers.activation({ activation: "tanh" }), x),
  );
  x = apply(layers.reshape({ targetShape: [4, 4] }), apply(layers.flatten(), x));
  x = apply(
    layers.reshape({ targetShape: [2, 2, 4] }),
    apply(layers.dense({ units: 4, activation: "sigmoid" }), x),
  );
  x = apply(layers.dropout({ rate: 0.4 }), apply(layers.globalAveragePooling2d({}), x));
  return tf.model({ inputs: image, outputs: apply(layers.dense({ units: 3, activation: "softmax" }), x) });
}

/**
 * Gives a model weights far from any initial value: kernels that keep a signal's size, batch norm with random scale,
 * shift and statistics.
 */
export function randomizeWeights(model: tfjs.LayersModel, random: Random): void {
  for (const weight of model.weights) {
    const shape = weight.shape as number[];
    const count = shape.reduce((a, b) => a * b, 1);
    const inputs = Math.max(1, count / (shape.at(-1) ?? 1));
    const positive = /gamma|variance/.test(weight.originalName);
    const spread = weight.originalName.endsWith("kernel") ? Math.sqrt(1 / inputs) : 0.3;
    const values = positive
      ? random.uniforms(count).map((u) => 0.5 + u)
      : random.normals(count).map((x) => x * spread);
    const fresh = tf.tensor(values, shape);
    weight.write(fresh);
    fresh.dispose();
  }
}
