import type * as tfjs from "@tensorflow/tfjs";
import { inBatches, inference, batchesOf } from "../inference";
import type { Maps } from "./reflect-pad";
import { tf } from "../../engine";

const imagesPerBatch = 16;

/**
 * Probabilities of every pixel's classes, whole images at once.
 * @param network (n, side, side, channels) to logits (n, size, size, classes)
 * @param padded with the margin that the network takes away again
 * @returns maps of as many channels as there are classes
 */
export function labelPixels(network: tfjs.LayersModel, { n, size, channels, values }: Maps): Maps {
  const run = inference(network, batchesOf(n, imagesPerBatch));
  const each = size * size * channels;
  let at = 0;
  const next = (count: number): Float32Array => values.subarray(at * each, (at += count) * each);
  const softmax = (x: tfjs.Tensor): tfjs.Tensor =>
    tf.tidy(() => tf.softmax(run.run(x) as tfjs.Tensor4D)) as tfjs.Tensor;
  try {
    const all = inBatches(softmax, { count: n, shape: [size, size, channels], next }, imagesPerBatch);
    const classes = network.outputShape.at(-1) as number;
    return { n, size: Math.sqrt(all.length / (n * classes)), channels: classes, values: all };
  } finally {
    run.dispose();
  }
}

/** The image's maps, then the probabilities: what a cascade's second network sees. Both of n images of one size. */
export function joinMaps(images: Maps, probabilities: Maps): Maps {
  const channels = images.channels + probabilities.channels;
  const pixels = images.n * images.size ** 2;
  const values = new Float32Array(pixels * channels);
  for (let i = 0; i < pixels; i++) {
    values.set(images.values.subarray(i * images.channels, (i + 1) * images.channels), i * channels);
    const own = probabilities.values.subarray(i * probabilities.channels, (i + 1) * probabilities.channels);
    values.set(own, i * channels + images.channels);
  }
  return { n: images.n, size: images.size, channels, values };
}
