import type * as tfjs from "@tensorflow/tfjs";
import { mean, progress, stopWhenInterrupted, stream } from "../core";
import type { ImageSet } from "../data/image-set";
import { compile, tf } from "../engine";
import { encoder, initialize } from "../models";
import { gather, imageTensor } from "../training/image-tensor";
import { batchesOf, inBatches, inference, rowsOf } from "../training/inference";
import { trainableVariables } from "../training/network-weights";
import type { Images } from "../quality/images";
import { pixelsAt, type FrozenPair } from "./frozen-pair";

/** How an encoder is trained. */
export interface EncoderOptions {
  readonly steps?: number;
  readonly batchSize?: number;
  readonly learningRate?: number;
  /** kappa: weight of the features' difference against the pixels'. */
  readonly featureWeight?: number;
  /** Filters of its first layer. */
  readonly width?: number;
  readonly seed: number;
}

/** A trained encoder, which owns its tensors until `dispose`. */
export interface Encoder {
  /** Latents (n, latentDim) of n images, of each independent of the others. */
  latents(images: Images): Float32Array;
  /** What the generator makes of these latents, G(E(x)). */
  reconstructions(images: Images): Images;
  /** Mean loss of the first and of the last tenth of the steps. */
  readonly losses: { readonly first: number; readonly last: number };
  dispose(): void;
}

/**
 * An encoder that finds an image's latents in one pass, trained so that x and G(E(x)) are alike in pixels and in the
 * discriminator's features ("izi_f"): mean (x - G(E(x)))^2 + kappa mean (f(x) - f(G(E(x))))^2. Generator and discriminator
 * stay as they are.
 *
 * @param train the images that the generator was trained on
 * @throws KeyboardInterrupt between steps
 * Source: Schlegl et al. 2019 (f-AnoGAN), equation 6: kappa 1. Deviation: Adam at 1e-3 for hundreds of steps instead of 5e-5
 *   for 50,000.
 */
export async function trainEncoder(
  pair: FrozenPair,
  train: ImageSet<"train">,
  { steps = 700, batchSize = 16, learningRate = 1e-3, featureWeight = 1, width = 64, seed }: EncoderOptions,
): Promise<Encoder> {
  const network = encoder(train.size, pair.latentDim, width);
  initialize(network, stream(seed, "encoder", "weights"), "glorot uniform");
  const images = imageTensor(train);
  const optimizer: tfjs.Optimizer = tf.train.adam(learningRate);
  const variables = trainableVariables(network);
  const step = compile(
    (indices: tfjs.Tensor1D) => {
      const x = gather(images, indices);
      const { value, grads } = tf.variableGrads(() => {
        const again = pair.generate(network.apply(x, { training: true }) as tfjs.Tensor);
        const pixels = tf.mean(tf.squaredDifference(x, again));
        const features = tf.mean(tf.squaredDifference(pair.features(x), pair.features(again)));
        return tf.add<tfjs.Scalar>(pixels, tf.mul(features, featureWeight));
      }, variables);
      optimizer.applyGradients(grads);
      return value;
    },
    { otherwise: "eager" },
  );
  const order = stream(seed, "encoder", "order");
  const line = progress("encoder", steps);
  const losses: number[] = [];
  try {
    for (let at = 1; at <= steps; at++) {
      const indices = Int32Array.from({ length: batchSize }, () => order.integer(train.ids.length));
      const loss = tf.tidy(() => step(tf.tensor1d(indices, "int32")));
      losses.push(loss.dataSync()[0]!);
      loss.dispose();
      await tf.nextFrame(); // lets an interrupt in
      stopWhenInterrupted();
      if (at % 50 === 0 || at === steps) line.at(at, `loss ${losses.at(-1)!.toFixed(4)}`);
    }
  } catch (error) {
    network.dispose();
    throw error;
  } finally {
    step.dispose();
    optimizer.dispose();
    images.dispose();
  }
  const tenth = Math.max(1, Math.floor(steps / 10));
  return {
    latents: (of) => latentsOf(network, of),
    reconstructions: (of) => ({ size: of.size, pixels: pixelsAt(pair, latentsOf(network, of)) }),
    losses: { first: mean(losses.slice(0, tenth)), last: mean(losses.slice(-tenth)) },
    dispose: () => void network.dispose(),
  };
}

const imagesPerBatch = 64;

function latentsOf(network: tfjs.LayersModel, images: Images): Float32Array {
  const { size, pixels } = images;
  const { run, dispose } = inference(network, batchesOf(pixels.length / size ** 2, imagesPerBatch));
  try {
    return inBatches(run, rowsOf(pixels, [size, size, 1]), imagesPerBatch);
  } finally {
    dispose();
  }
}
