import type { SymbolicTensor } from "@tensorflow/tfjs";
import { layers, tf } from "../engine";
import type { GanSpec } from "./gan-spec";

// prettier-ignore
// [box-conditional]
/**
 * A DCGAN that is told boxes: it draws images with a finding in given places. The map of the boxes, averaged to each layer's
 * size, stands beside the features before each layer of the generator, and beside the image at the discriminator's input.
 *
 * Of Keras' own layers only: generator.h5 takes [z, map] in Keras too.
 *
 * @param width channels of the widest maps
 * Source: Han et al. 2019 (CPGGAN) for the condition, which they give at every level of a progressive GAN; layers as Radford
 * et al. 2016 with 4 x 4 kernels. Deviation: not progressive.
 */
export function boxConditional(width = 16): GanSpec {
  const conv = { kernelSize: 4, strides: 2, padding: "same" } as const;
  return {
    name: `box-conditional, ${width} channels`,
    hasBoxes: true,
    latentDim: 32,
    initialization: "normal 0.02",
    generator: (size) => {
      const eighth = size / 8;
      const z = tf.input({ shape: [32] });
      const map = tf.input({ shape: [size, size, 1] }); // 1 inside a box, 0 outside
      const beside = (x: SymbolicTensor, shrink: number): SymbolicTensor => {
        const features = layers.reLU().apply(layers.batchNormalization().apply(x)) as SymbolicTensor;
        const small = shrink === 1 ? map : layers.averagePooling2d({ poolSize: shrink, strides: shrink }).apply(map) as SymbolicTensor;
        return layers.concatenate().apply([features, small]) as SymbolicTensor;
      };
      let x = layers.dense({ units: eighth * eighth * 4 * width }).apply(z) as SymbolicTensor;
      x = layers.reshape({ targetShape: [eighth, eighth, 4 * width] }).apply(x) as SymbolicTensor; // 4 x 4 x 64
      x = layers.conv2dTranspose({ filters: 2 * width, ...conv }).apply(beside(x, 8)) as SymbolicTensor; // 8 x 8 x 32
      x = layers.conv2dTranspose({ filters: width, ...conv }).apply(beside(x, 4)) as SymbolicTensor; // 16 x 16 x 16
      x = layers.conv2dTranspose({ filters: width, ...conv }).apply(beside(x, 2)) as SymbolicTensor; // 32 x 32 x 16
      const image = layers.conv2d({ filters: 1, kernelSize: 3, padding: "same", activation: "tanh" }); // 32 x 32 x 1
      return tf.model({ inputs: [z, map], outputs: image.apply(beside(x, 1)) as SymbolicTensor });
    },
    discriminator: (size) => {
      const images = tf.input({ shape: [size, size, 1] });
      const map = tf.input({ shape: [size, size, 1] });
      const signed = layers.rescaling({ scale: 2, offset: -1 }).apply(map) as SymbolicTensor; // -1 to 1, as the image
      let x = layers.concatenate().apply([images, signed]) as SymbolicTensor; // 32 x 32 x 2
      for (const filters of [width, 2 * width, 4 * width]) {
        x = layers.conv2d({ filters, ...conv }).apply(x) as SymbolicTensor; // 16 x 16 x 16, 8 x 8 x 32, 4 x 4 x 64
        if (filters > width) x = layers.batchNormalization().apply(x) as SymbolicTensor;
        x = layers.leakyReLU({ alpha: 0.2 }).apply(x) as SymbolicTensor;
      }
      const logit = layers.dense({ units: 1 });
      return tf.model({ inputs: [images, map], outputs: logit.apply(layers.flatten().apply(x)) as SymbolicTensor });
    },
  };
}
// [/box-conditional]
