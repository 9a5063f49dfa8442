import type * as tfjs from "@tensorflow/tfjs";
import { layers, tf } from "../../engine";
import type { GanSpec } from "../../models";
import { conditionalBatchNorm, projectionLogit } from "../../models/conditional";

type Node = tfjs.SymbolicTensor;
const conv = { kernelSize: 4, strides: 2, padding: "same" } as const;

/** A DCGAN small enough that dozens are trained in an hour: 64-32-16 maps in the generator, 16-32-64 in the discriminator. */
export const tiny: GanSpec = {
  name: "tiny",
  latentDim: 32,
  initialization: "normal 0.02",
  generator: (size) =>
    tf.sequential({
      layers: [
        layers.dense({ inputShape: [32], units: (size / 8) ** 2 * 64 }),
        layers.reshape({ targetShape: [size / 8, size / 8, 64] }),
        layers.batchNormalization(),
        layers.reLU(),
        ...[32, 16].flatMap((filters) => [
          layers.conv2dTranspose({ filters, ...conv }),
          layers.batchNormalization(),
          layers.reLU(),
        ]),
        layers.conv2dTranspose({ filters: 1, ...conv, activation: "tanh" }),
      ],
    }),
  discriminator: (size) =>
    tf.sequential({
      layers: [
        layers.conv2d({ inputShape: [size, size, 1], filters: 16, ...conv }),
        layers.leakyReLU({ alpha: 0.2 }),
        ...[32, 64].flatMap((filters) => [
          layers.conv2d({ filters, ...conv }),
          layers.batchNormalization(),
          layers.leakyReLU({ alpha: 0.2 }),
        ]),
        layers.flatten(),
        layers.dense({ units: 1 }),
      ],
    }),
};

/** The tiny pair told the class, as the conditional pair is. */
export const tinyConditional: GanSpec = {
  ...tiny,
  name: "tiny conditional",
  conditional: true,
  generator: (size, classes = 2) => {
    const [z, y] = [tf.input({ shape: [32] }), tf.input({ shape: [classes] })];
    let x = layers.dense({ units: (size / 8) ** 2 * 64 }).apply(z) as Node;
    x = layers.reshape({ targetShape: [size / 8, size / 8, 64] }).apply(x) as Node;
    x = layers.reLU().apply(conditionalBatchNorm(x, y)) as Node;
    for (const filters of [32, 16]) {
      x = layers.conv2dTranspose({ filters, ...conv }).apply(x) as Node;
      x = layers.reLU().apply(conditionalBatchNorm(x, y)) as Node;
    }
    const image = layers.conv2dTranspose({ filters: 1, ...conv, activation: "tanh" }).apply(x) as Node;
    return tf.model({ inputs: [z, y], outputs: image });
  },
  discriminator: (size, classes = 2) => {
    const [images, y] = [tf.input({ shape: [size, size, 1] }), tf.input({ shape: [classes] })];
    let x = images;
    for (const filters of [16, 32, 64]) {
      x = layers.conv2d({ filters, ...conv }).apply(x) as Node;
      if (filters > 16) x = layers.batchNormalization().apply(x) as Node;
      x = layers.leakyReLU({ alpha: 0.2 }).apply(x) as Node;
    }
    return tf.model({ inputs: [images, y], outputs: projectionLogit(x, y, classes, (size / 8) ** 2) });
  },
};

/** The tiny pair asked for the class, as the AC-GAN is. */
export const tinyAcGan: GanSpec = {
  ...tinyConditional,
  name: "tiny ac-gan",
  auxiliary: true,
  discriminator: tiny.discriminator,
};
