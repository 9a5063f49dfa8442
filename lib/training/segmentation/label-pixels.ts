import type * as tfjs from "@tensorflow/tfjs";
import { batchesOf, inBatches, inference, rowsOf } from "../inference";
import type { Maps } from "./maps";
import { tf } from "../../engine";

const imagesPerBatch = 16;

/**
 * Probabilities of every pixel's classes, whole images at once.
 * @param network (n, side, side, channels) to logits (n, size, size, classes)
 * @param padded with the margin that the network takes away again
 * @returns maps of as many channels as there are classes
 */
export function labelPixels<M extends Maps>(network: tfjs.LayersModel, padded: M): M {
  const { n, size, channels, values } = padded;
  const run = inference(network, batchesOf(n, imagesPerBatch));
  const softmax = (x: tfjs.Tensor): tfjs.Tensor =>
    tf.tidy(() => tf.softmax(run.run(x) as tfjs.Tensor4D)) as tfjs.Tensor;
  try {
    const all = inBatches(softmax, rowsOf(values, [size, size, channels]), imagesPerBatch);
    const classes = network.outputShape.at(-1) as number;
    return { ...padded, size: Math.sqrt(all.length / (n * classes)), channels: classes, values: all };
  } finally {
    run.dispose();
  }
}
