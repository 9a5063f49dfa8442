import type * as tfjs from "@tensorflow/tfjs";
import { layers, tf } from "../engine";
import type { GanSpec } from "./gan-spec";

type Node = tfjs.SymbolicTensor;

/**
 * One pair for all classes: the small pair's layers, told the class y. The classes share what they have in common, the
 * anatomy; the generator tells them apart by batch norm's scale and shift, the discriminator by one vector per class.
 *
 * Of Keras' own layers only: generator.h5 takes [z, y] in Keras too.
 *
 * Source: Miyato & Koyama 2018, section 3 (projection); Dumoulin et al. 2017 (conditional normalisation); layers as
 * Radford et al. 2016, section 4.3. Deviation: the table of class vectors is a dense layer's kernel, y times which is the
 * sum over classes; equal in value to the paper's embedding.
 */
export const conditional: GanSpec = {
  name: "conditional",
  conditional: true,
  latentDim: 100,
  initialization: "normal 0.02",
  generator: (size, classes = 2) => {
    const eighth = size / 8;
    const z = tf.input({ shape: [100] });
    const y = tf.input({ shape: [classes] });
    let x = layers.dense({ units: eighth * eighth * 256 }).apply(z) as Node;
    x = layers.reshape({ targetShape: [eighth, eighth, 256] }).apply(x) as Node; // 4 x 4 x 256
    x = layers.reLU().apply(conditionalBatchNorm(x, y)) as Node;
    for (const filters of [128, 64]) {
      x = layers.conv2dTranspose({ filters, kernelSize: 5, strides: 2, padding: "same" }).apply(x) as Node; // 8 x 8 x 128, 16 x 16 x 64
      x = layers.reLU().apply(conditionalBatchNorm(x, y)) as Node;
    }
    const image = layers.conv2dTranspose({
      filters: 1,
      kernelSize: 5,
      strides: 2,
      padding: "same",
      activation: "tanh",
    }); // 32 x 32 x 1
    return tf.model({ inputs: [z, y], outputs: image.apply(x) as Node });
  },
  discriminator: (size, classes = 2) => {
    const images = tf.input({ shape: [size, size, 1] });
    const y = tf.input({ shape: [classes] });
    let x = images;
    for (const filters of [64, 128, 256]) {
      x = layers.conv2d({ filters, kernelSize: 5, strides: 2, padding: "same" }).apply(x) as Node; // 16 x 16 x 64, 8 x 8 x 128, 4 x 4 x 256
      if (filters > 64) x = layers.batchNormalization().apply(x) as Node;
      x = layers.leakyReLU({ alpha: 0.2 }).apply(x) as Node;
    }
    return tf.model({ inputs: [images, y], outputs: projectionLogit(x, y, classes, (size / 8) ** 2) });
  },
};

/** Batch norm over all images together, then scale and shift of each image's class; they start at 1 and 0. */
export function conditionalBatchNorm(x: Node, y: Node): Node {
  const channels = x.shape.at(-1)!;
  const table = (kernelInitializer: "ones" | "zeros"): Node => {
    const ofClass = layers.dense({ units: channels, useBias: false, kernelInitializer }).apply(y) as Node;
    return layers.reshape({ targetShape: [1, 1, channels] }).apply(ofClass) as Node;
  };
  const normalised = layers.batchNormalization({ center: false, scale: false }).apply(x) as Node;
  const scaled = layers.multiply().apply([normalised, table("ones")]) as Node;
  return layers.add().apply([scaled, table("zeros")]) as Node;
}

/** w phi + b + v_y phi, phi: the sums of the maps (batch, h, w, channels) over their positions. @param places h * w */
export function projectionLogit(maps: Node, y: Node, classes: number, places: number): Node {
  // not globalAveragePooling2d: a gradient penalty needs its second derivative
  const row = layers.reshape({ targetShape: [places, maps.shape.at(-1)!] }).apply(maps) as Node;
  const mean = layers.globalAveragePooling1d({}).apply(row) as Node;
  const phi = layers.rescaling({ scale: places }).apply(mean) as Node;
  const ofAll = layers.dense({ units: classes, useBias: false }).apply(phi) as Node; // v_k phi of each class k
  const ofOne = layers.multiply().apply([ofAll, y]) as Node;
  const column = layers.reshape({ targetShape: [classes, 1] }).apply(ofOne) as Node;
  const average = layers.globalAveragePooling1d({}).apply(column) as Node;
  const projection = layers.rescaling({ scale: classes }).apply(average) as Node;
  const logit = layers.add().apply([layers.dense({ units: 1 }).apply(phi) as Node, projection]) as Node;
  return layers.activation({ activation: "linear" }).apply(logit) as Node; // the saved file's sigmoid takes its place
}
