import { layers, tf } from "../engine";
import type { GanSpec } from "./gan-spec";

/**
 * The DCGAN of Gulrajani et al.'s code for 32 x 32 images (their CIFAR-10 script) with one colour: a generator with batch
 * norm, and a critic without any normalisation, as the gradient penalty of each image asks for.
 *
 * Source: Gulrajani et al. 2017, section 4 and their gan_cifar.py, where width is 128. At width 64 the critic has 1,030,145
 * parameters. Deviation: kernels start by Glorot's rule, there by He's.
 *
 * @param width channels of the widest map; the deepest has four times as many
 */
export function wganGp(name: string, width: number): GanSpec {
  const conv = { kernelSize: 5, strides: 2, padding: "same" } as const;
  return {
    name,
    latentDim: 128,
    initialization: "glorot uniform",
    generator: (size) => {
      const eighth = size / 8;
      const norm = () => [layers.batchNormalization(), layers.reLU()];
      return tf.sequential({
        layers: [
          layers.dense({ inputShape: [128], units: eighth * eighth * 4 * width }),
          ...norm(),
          layers.reshape({ targetShape: [eighth, eighth, 4 * width] }),
          layers.conv2dTranspose({ filters: 2 * width, ...conv }),
          ...norm(),
          layers.conv2dTranspose({ filters: width, ...conv }),
          ...norm(),
          layers.conv2dTranspose({ filters: 1, ...conv, activation: "tanh" }),
        ],
      });
    },
    discriminator: (size) =>
      tf.sequential({
        layers: [
          layers.conv2d({ inputShape: [size, size, 1], filters: width, ...conv }),
          layers.leakyReLU({ alpha: 0.2 }),
          layers.conv2d({ filters: 2 * width, ...conv }),
          layers.leakyReLU({ alpha: 0.2 }),
          layers.conv2d({ filters: 4 * width, ...conv }),
          layers.leakyReLU({ alpha: 0.2 }),
          layers.flatten(),
          layers.dense({ units: 1 }),
        ],
      }),
  };
}
