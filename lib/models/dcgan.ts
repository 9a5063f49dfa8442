import { layers, tf } from "../engine";
import type { GanSpec } from "./gan-spec";

/**
 * The paper's DCGAN, and Radford's 32-pixel form as a small pair that learns in minutes. Notebook 02 holds the same
 * lines in its cells, where they are meant to be changed; a test keeps the two texts equal.
 *
 * Source: the paper, section 4.2.2. Its printed layers contradict its printed parameter counts (four 3x3 convolutions
 * of stride 1 give 576,129, not 791,169); these layers give both counts exactly. Small pair: Radford et al. 2016,
 * section 4.3, with normalisation left out at the discriminator's input and the generator's output.
 */

// prettier-ignore
// [paper]
/** Generator 4,870,785 and discriminator 791,169 trainable parameters at 32 x 32. */
export const paper: GanSpec = {
  name: "paper",
  latentDim: 100,
  initialization: "glorot uniform",
  generator: (size) => {
    const half = size / 2;
    return tf.sequential({
      layers: [
        layers.dense({ inputShape: [100], units: half * half * 128 }), // 32768
        layers.batchNormalization(),
        layers.leakyReLU({ alpha: 0.01 }),
        layers.reshape({ targetShape: [half, half, 128] }), // 16 x 16 x 128
        layers.conv2d({ filters: 128, kernelSize: 5, padding: "same" }), // 16 x 16 x 128
        layers.batchNormalization(),
        layers.leakyReLU({ alpha: 0.01 }),
        layers.conv2dTranspose({ filters: 128, kernelSize: 4, strides: 2, padding: "same" }), // 32 x 32 x 128
        layers.batchNormalization(),
        layers.leakyReLU({ alpha: 0.01 }),
        layers.conv2d({ filters: 128, kernelSize: 5, padding: "same" }), // 32 x 32 x 128
        layers.batchNormalization(),
        layers.leakyReLU({ alpha: 0.01 }),
        layers.conv2d({ filters: 128, kernelSize: 5, padding: "same" }), // 32 x 32 x 128
        layers.batchNormalization(),
        layers.leakyReLU({ alpha: 0.01 }),
        layers.conv2d({ filters: 1, kernelSize: 5, padding: "same", activation: "tanh" }), // 32 x 32 x 1
      ],
    });
  },
  discriminator: (size) =>
    tf.sequential({
      layers: [
        layers.conv2d({ inputShape: [size, size, 1], filters: 128, kernelSize: 3, padding: "same" }), // 32 x 32 x 128
        layers.batchNormalization(),
        layers.leakyReLU({ alpha: 0.01 }),
        layers.conv2d({ filters: 128, kernelSize: 4, strides: 2, padding: "same" }), // 16 x 16 x 128
        layers.batchNormalization(),
        layers.leakyReLU({ alpha: 0.01 }),
        layers.conv2d({ filters: 128, kernelSize: 4, strides: 2, padding: "same" }), // 8 x 8 x 128
        layers.batchNormalization(),
        layers.leakyReLU({ alpha: 0.01 }),
        layers.conv2d({ filters: 128, kernelSize: 4, strides: 2, padding: "same" }), // 4 x 4 x 128
        layers.batchNormalization(),
        layers.leakyReLU({ alpha: 0.01 }),
        layers.flatten(), // 2048
        layers.dropout({ rate: 0.4 }),
        layers.dense({ units: 1 }), // 1 logit
      ],
    }),
};
// [/paper]

// prettier-ignore
// [small]
/** Radford's 32-pixel pair: a fifteenth of the paper's arithmetic. */
export const small: GanSpec = {
  name: "small",
  latentDim: 100,
  initialization: "normal 0.02",
  generator: (size) => {
    const eighth = size / 8;
    return tf.sequential({
      layers: [
        layers.dense({ inputShape: [100], units: eighth * eighth * 256 }),
        layers.batchNormalization(),
        layers.reLU(),
        layers.reshape({ targetShape: [eighth, eighth, 256] }), // 4 x 4 x 256
        layers.conv2dTranspose({ filters: 128, kernelSize: 5, strides: 2, padding: "same" }), // 8 x 8 x 128
        layers.batchNormalization(),
        layers.reLU(),
        layers.conv2dTranspose({ filters: 64, kernelSize: 5, strides: 2, padding: "same" }), // 16 x 16 x 64
        layers.batchNormalization(),
        layers.reLU(),
        layers.conv2dTranspose({ filters: 1, kernelSize: 5, strides: 2, padding: "same", activation: "tanh" }), // 32 x 32 x 1
      ],
    });
  },
  discriminator: (size) =>
    tf.sequential({
      layers: [
        layers.conv2d({ inputShape: [size, size, 1], filters: 64, kernelSize: 5, strides: 2, padding: "same" }), // 16 x 16 x 64
        layers.leakyReLU({ alpha: 0.2 }),
        layers.conv2d({ filters: 128, kernelSize: 5, strides: 2, padding: "same" }), // 8 x 8 x 128
        layers.batchNormalization(),
        layers.leakyReLU({ alpha: 0.2 }),
        layers.conv2d({ filters: 256, kernelSize: 5, strides: 2, padding: "same" }), // 4 x 4 x 256
        layers.batchNormalization(),
        layers.leakyReLU({ alpha: 0.2 }),
        layers.flatten(), // 4096
        layers.dense({ units: 1 }), // 1 logit
      ],
    }),
};
// [/small]
