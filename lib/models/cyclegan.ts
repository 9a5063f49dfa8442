import type * as tfjs from "@tensorflow/tfjs";
import { layers, tf } from "../engine";
import { InstanceNormalization } from "./instance-norm";
import { ReflectionPadding2D } from "./reflection-padding";

type Node = tfjs.SymbolicTensor;

/** The two kinds of networks of CycleGAN; there are two of each. */
export interface CycleGanSpec {
  /** With every size: what differs in it alone is another training. */
  readonly name: string;
  readonly initialization: "glorot uniform" | "normal 0.02";
  /** Images (batch, size, size, 1) in [-1, 1] of one domain to such of the other. */
  generator(size: number): tfjs.LayersModel;
  /** Images to one number for each patch: (batch, places, places, 1). */
  discriminator(size: number): tfjs.LayersModel;
}

/** Sizes of CycleGAN's networks. The published ones, for 256 x 256: width 64, 9 blocks, 3 strides. */
export interface CycleGanSizes {
  /** Channels of the generators at full size; four times as many at a quarter of it. */
  readonly width?: number;
  /** Residual blocks of the generators. */
  readonly blocks?: number;
  /** Channels of the discriminators' first layer. */
  readonly discriminatorWidth?: number;
  /** Layers of stride 2 of the discriminators: patches of 16, 34 or 70 pixels for 1, 2, 3. */
  readonly strides?: number;
}

// prettier-ignore
// [cyclegan]
/**
 * CycleGAN's networks: generators of residual blocks at a quarter of the size, and discriminators that judge patches. A generator of 6
 * blocks has 1,958,785 parameters at width 32 and 490,945 at width 16. At 32 x 32 two strides give 6 x 6 patches of 34 pixels.
 *
 * Source: Zhu et al. 2017, section 7.2 ("c7s1-k, dk, Rk, uk" and "Ck"), and their code for what it leaves open.
 * Deviation: strides of 2 pad below and to the right as Keras does, PyTorch above and to the left.
 */
export const cycleGan = ({ width = 32, blocks = 6, discriminatorWidth = 32, strides = 2 }: CycleGanSizes = {}): CycleGanSpec => ({
  name: `CycleGAN, width ${width}, ${blocks} blocks, discriminators ${discriminatorWidth}, ${strides} strides`,
  initialization: "normal 0.02",
  generator: (size) => {
    const images = tf.input({ shape: [size, size, 1] });
    const norm = (x: Node): Node => new InstanceNormalization().apply(x) as Node;
    const relu = (x: Node): Node => layers.reLU().apply(norm(x)) as Node;
    const mirrored = (x: Node, filters: number, kernelSize: number): Node => {
      const padded = new ReflectionPadding2D({ padding: (kernelSize - 1) / 2 }).apply(x);
      return layers.conv2d({ filters, kernelSize, padding: "valid" }).apply(padded) as Node;
    };
    const down = (x: Node, filters: number): Node => layers.conv2d({ filters, kernelSize: 3, strides: 2, padding: "same" }).apply(x) as Node;
    const up = (x: Node, filters: number): Node => layers.conv2dTranspose({ filters, kernelSize: 3, strides: 2, padding: "same" }).apply(x) as Node;

    let x = relu(mirrored(images, width, 7)); // 32 x 32 x 32
    x = relu(down(x, 2 * width)); // 16 x 16 x 64
    x = relu(down(x, 4 * width)); // 8 x 8 x 128
    for (let block = 0; block < blocks; block++) {
      const first = relu(mirrored(x, 4 * width, 3));
      x = layers.add().apply([x, norm(mirrored(first, 4 * width, 3))]) as Node;
    }
    x = relu(up(x, 2 * width)); // 16 x 16 x 64
    x = relu(up(x, width)); // 32 x 32 x 32
    const translated = layers.activation({ activation: "tanh" }).apply(mirrored(x, 1, 7)) as Node;
    return tf.model({ inputs: images, outputs: translated });
  },
  discriminator: (size) => {
    const images = tf.input({ shape: [size, size, 1] });
    const conv = (x: Node, filters: number): Node => layers.conv2d({ filters, kernelSize: 4, strides: 2, padding: "same" }).apply(x) as Node;
    const dense = (x: Node, filters: number): Node => // stride 1: a map of 8 x 8 becomes one of 7 x 7
      layers.conv2d({ filters, kernelSize: 4, padding: "valid" }).apply(layers.zeroPadding2d({ padding: 1 }).apply(x)) as Node;
    const lrelu = (x: Node): Node => layers.leakyReLU({ alpha: 0.2 }).apply(x) as Node;
    const norm = (x: Node): Node => new InstanceNormalization().apply(x) as Node;
    const channels = (layer: number): number => discriminatorWidth * Math.min(2 ** layer, 8);

    let x = lrelu(conv(images, channels(0))); // no norm at the input
    for (let layer = 1; layer < strides; layer++) x = lrelu(norm(conv(x, channels(layer))));
    x = lrelu(norm(dense(x, channels(strides))));
    return tf.model({ inputs: images, outputs: dense(x, 1) });
  },
});
// [/cyclegan]
