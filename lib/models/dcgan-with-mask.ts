import type * as tfjs from "@tensorflow/tfjs";
import { layers, tf } from "../engine";

/** A pair of networks for images of two maps: the picture, and where the region is in it. */
export interface MaskGanSpec {
  readonly name: string;
  readonly latentDim: number;
  readonly initialization: "glorot uniform" | "normal 0.02";
  /** z (batch, latentDim) to (batch, size, size, 2) in [-1, 1]: grey, and -1 outside of the region, 1 inside. */
  generator(size: number): tfjs.LayersModel;
  /** (batch, size, size, 2) to logits (batch, 1). */
  discriminator(size: number): tfjs.LayersModel;
}

/**
 * The small DCGAN, half as wide, with a second map for the mask: what is drawn is labelled as it is drawn.
 * @param size a multiple of 8
 * Source: Radford et al. 2016, section 4.3; the mask as a further channel as in Neff et al. 2017.
 */
export const dcganWithMask: MaskGanSpec = {
  name: "small with mask",
  latentDim: 64,
  initialization: "normal 0.02",
  generator: (size) => {
    const eighth = size / 8;
    const twice = { kernelSize: 5, strides: 2, padding: "same" } as const;
    return tf.sequential({
      layers: [
        layers.dense({ inputShape: [64], units: eighth * eighth * 128 }),
        layers.batchNormalization(),
        layers.reLU(),
        layers.reshape({ targetShape: [eighth, eighth, 128] }), // 4 x 4 x 128
        layers.conv2dTranspose({ filters: 64, ...twice }), // 8 x 8 x 64
        layers.batchNormalization(),
        layers.reLU(),
        layers.conv2dTranspose({ filters: 32, ...twice }), // 16 x 16 x 32
        layers.batchNormalization(),
        layers.reLU(),
        layers.conv2dTranspose({ filters: 2, ...twice, activation: "tanh" }), // 32 x 32 x 2
      ],
    });
  },
  discriminator: (size) => {
    const half = { kernelSize: 5, strides: 2, padding: "same" } as const;
    return tf.sequential({
      layers: [
        layers.conv2d({ inputShape: [size, size, 2], filters: 32, ...half }), // 16 x 16 x 32
        layers.leakyReLU({ alpha: 0.2 }),
        layers.conv2d({ filters: 64, ...half }), // 8 x 8 x 64
        layers.batchNormalization(),
        layers.leakyReLU({ alpha: 0.2 }),
        layers.conv2d({ filters: 128, ...half }), // 4 x 4 x 128
        layers.batchNormalization(),
        layers.leakyReLU({ alpha: 0.2 }),
        layers.flatten(), // 2048
        layers.dense({ units: 1 }), // 1 logit
      ],
    });
  },
};
