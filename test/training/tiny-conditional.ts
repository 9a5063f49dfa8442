import type { SymbolicTensor } from "@tensorflow/tfjs";
import { layers, tf } from "../../lib/engine";
import type { GanSpec } from "../../lib/models";
import { conditionalBatchNorm, projectionLogit } from "../../lib/models/conditional";

/** A conditional pair small enough for unit tests: 8 x 8 images, a handful of filters. */
export const tinyConditional: GanSpec = {
  name: "tiny conditional",
  conditional: true,
  latentDim: 5,
  initialization: "glorot uniform",
  generator: (size, classes = 2) => {
    const [z, y] = [tf.input({ shape: [5] }), tf.input({ shape: [classes] })];
    let x = layers.dense({ units: (size / 2) ** 2 * 3 }).apply(z) as SymbolicTensor;
    x = layers.reshape({ targetShape: [size / 2, size / 2, 3] }).apply(x) as SymbolicTensor;
    x = layers.reLU().apply(conditionalBatchNorm(x, y)) as SymbolicTensor;
    const last = layers.conv2dTranspose({
      filters: 1,
      kernelSize: 4,
      strides: 2,
      padding: "same",
      activation: "tanh",
    });
    return tf.model({ inputs: [z, y], outputs: last.apply(x) as SymbolicTensor });
  },
  discriminator: (size, classes = 2) => {
    const [images, y] = [tf.input({ shape: [size, size, 1] }), tf.input({ shape: [classes] })];
    let x = layers
      .conv2d({ filters: 4, kernelSize: 4, strides: 2, padding: "same" })
      .apply(images) as SymbolicTensor;
    x = layers.leakyReLU({ alpha: 0.2 }).apply(x) as SymbolicTensor;
    x = layers.dropout({ rate: 0.2 }).apply(x) as SymbolicTensor;
    return tf.model({ inputs: [images, y], outputs: projectionLogit(x, y, classes, (size / 2) ** 2) });
  },
};
