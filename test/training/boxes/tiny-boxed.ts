import type { SymbolicTensor } from "@tensorflow/tfjs";
import { boxOfCorners } from "../../../lib/data/boxes/bounding-box";
import { boxedImages, type BoxedImages } from "../../../lib/data/boxes/boxed-images";
import { layers, tf } from "../../../lib/engine";
import type { GanSpec } from "../../../lib/models";
import { squares } from "../tiny";

/** A pair told boxes, small enough for unit tests: 8 x 8 images, a handful of filters, dropout, batch norm in the generator. */
export const tinyBoxed: GanSpec = {
  name: "tiny boxed",
  hasBoxes: true,
  latentDim: 5,
  initialization: "glorot uniform",
  generator: (size) => {
    const [z, map] = [tf.input({ shape: [5] }), tf.input({ shape: [size, size, 1] })];
    let x = layers.dense({ units: (size / 2) ** 2 * 3 }).apply(z) as SymbolicTensor;
    x = layers.reshape({ targetShape: [size / 2, size / 2, 3] }).apply(x) as SymbolicTensor;
    x = layers.reLU().apply(layers.batchNormalization().apply(x)) as SymbolicTensor;
    const small = layers.averagePooling2d({ poolSize: 2 }).apply(map) as SymbolicTensor;
    x = layers.concatenate().apply([x, small]) as SymbolicTensor;
    const last = layers.conv2dTranspose({
      filters: 1,
      kernelSize: 4,
      strides: 2,
      padding: "same",
      activation: "tanh",
    });
    return tf.model({ inputs: [z, map], outputs: last.apply(x) as SymbolicTensor });
  },
  discriminator: (size) => {
    const [images, map] = [tf.input({ shape: [size, size, 1] }), tf.input({ shape: [size, size, 1] })];
    let x = layers.concatenate().apply([images, map]) as SymbolicTensor;
    x = layers.conv2d({ filters: 4, kernelSize: 4, strides: 2, padding: "same" }).apply(x) as SymbolicTensor;
    x = layers.leakyReLU({ alpha: 0.2 }).apply(x) as SymbolicTensor;
    x = layers.dropout({ rate: 0.2 }).apply(layers.flatten().apply(x)) as SymbolicTensor;
    return tf.model({
      inputs: [images, map],
      outputs: layers.dense({ units: 1 }).apply(x) as SymbolicTensor,
    });
  },
};

/** n images of a bright square of 3 x 3 pixels at a random place, with its box. */
export function boxedSquares(n: number): BoxedImages<"train"> {
  const images = squares("train", n, () => 1);
  const boxes = images.ids.map((_, i) => {
    const at = images.pixels.subarray(64 * i, 64 * (i + 1)).findIndex((value) => value > 0);
    const [x, y] = [at % 8, Math.floor(at / 8)];
    return [boxOfCorners([x, y, x + 2, y + 2])];
  });
  return boxedImages(images, boxes);
}
