import type * as tfjs from "@tensorflow/tfjs";
import { layers, tf } from "../engine";

type Node = tfjs.SymbolicTensor;

/** The two networks of SimGAN. */
export interface SimGanSpec {
  /** With every size: what differs in it alone is another training. */
  readonly name: string;
  readonly initialization: "glorot uniform" | "normal 0.02";
  /** Images (batch, size, size, 1) in [-1, 1] to refined ones of the same shape. */
  refiner(size: number): tfjs.LayersModel;
  /** Images to two numbers for each patch (batch, size / 4, size / 4, 2), whose softmax is (refined, real). */
  discriminator(size: number): tfjs.LayersModel;
}

// prettier-ignore
// [simgan]
/**
 * SimGAN's networks: a refiner of residual blocks at full size, and a discriminator that judges patches of 23 x 23 pixels. 296,129 and
 * 75,906 parameters at width 64. Nothing shrinks in the refiner, so what is where stays where it is.
 *
 * Source: Shrivastava et al. 2017, section 4.1 (gaze estimation).
 * Deviation: the second convolution of a block starts at zero, so that a block begins as its skip.
 */
export const simGan = (width = 64): SimGanSpec => ({
  name: `SimGAN, width ${width}`,
  initialization: "glorot uniform",
  refiner: (size) => {
    const images = tf.input({ shape: [size, size, 1] });
    const conv = { filters: width, kernelSize: 3, padding: "same" } as const;
    let x = layers.conv2d({ ...conv, activation: "relu" }).apply(images) as Node;
    for (let block = 0; block < 4; block++) {
      const first = layers.conv2d({ ...conv, activation: "relu" }).apply(x) as Node;
      const second = layers.conv2d({ ...conv, kernelInitializer: "zeros" }).apply(first) as Node;
      x = layers.reLU().apply(layers.add().apply([x, second])) as Node;
    }
    const refined = layers.conv2d({ filters: 1, kernelSize: 1, padding: "same", activation: "tanh" }).apply(x) as Node;
    return tf.model({ inputs: images, outputs: refined });
  },
  discriminator: (size) =>
    tf.sequential({
      layers: [
        layers.conv2d({ inputShape: [size, size, 1], filters: 96, kernelSize: 3, strides: 2, padding: "same", activation: "relu" }), // 16 x 16 x 96
        layers.conv2d({ filters: 64, kernelSize: 3, strides: 2, padding: "same", activation: "relu" }), // 8 x 8 x 64
        layers.maxPooling2d({ poolSize: 3, strides: 1, padding: "same" }), // 8 x 8 x 64
        layers.conv2d({ filters: 32, kernelSize: 3, padding: "same", activation: "relu" }), // 8 x 8 x 32
        layers.conv2d({ filters: 32, kernelSize: 1, padding: "same", activation: "relu" }), // 8 x 8 x 32
        layers.conv2d({ filters: 2, kernelSize: 1, padding: "same" }), // 8 x 8 x 2, no ReLU before the softmax
      ],
    }),
});
// [/simgan]
