import { layers, tf } from "../engine";
import type { GanSpec } from "./gan-spec";

/**
 * The first GAN's kind of networks: dense layers alone, which know nothing of neighbouring pixels.
 *
 * Source: Goodfellow et al. 2014, section 5 (fully connected networks, rectifiers in the generator, dropout in the
 * discriminator). Deviation: leaky rectifiers in place of maxout, tanh in place of sigmoid as images are in [-1, 1], Adam.
 */
export const mlp: GanSpec = {
  name: "mlp",
  latentDim: 100,
  initialization: "glorot uniform",
  generator: (size) =>
    tf.sequential({
      layers: [
        layers.dense({ inputShape: [100], units: 512 }),
        layers.reLU(),
        layers.dense({ units: 512 }),
        layers.reLU(),
        layers.dense({ units: size * size, activation: "tanh" }),
        layers.reshape({ targetShape: [size, size, 1] }),
      ],
    }),
  discriminator: (size) =>
    tf.sequential({
      layers: [
        layers.flatten({ inputShape: [size, size, 1] }),
        layers.dense({ units: 512 }),
        layers.leakyReLU({ alpha: 0.2 }),
        layers.dropout({ rate: 0.3 }),
        layers.dense({ units: 256 }),
        layers.leakyReLU({ alpha: 0.2 }),
        layers.dropout({ rate: 0.3 }),
        layers.dense({ units: 1 }),
      ],
    }),
};
