import type * as tfjs from "@tensorflow/tfjs";
import { tf } from "../../engine";
import { batchesOf, inBatches, inference, rowsOf } from "../inference";
import type { Maps } from "./maps";

const imagesPerBatch = 16;

/**
 * Class probabilities of every pixel, whole images at once.
 * @param network (n, side, side, channels) to logits (n, size, size, classes), as `twoPathCnn`
 * @param padded maps (n, side, side, channels) with the margin that the network's convolutions without padding take away
 * @returns maps (n, size, size, classes), which sum to 1 over the classes
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
