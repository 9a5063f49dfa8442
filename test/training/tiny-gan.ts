import type { LayersModel, Sequential, Tensor, Tensor2D, Tensor4D } from "@tensorflow/tfjs";
import { stream } from "../../lib/core/random";
import { layers, plainLayers, tf } from "../../lib/engine";
import type { GanBatch } from "../../lib/training/gan-batch";
import { randomizeWeights } from "./random-model";

/** Layers of the tiny networks: ours by default. */
export interface TinyOptions {
  readonly from?: typeof tf.layers;
  readonly normalised?: boolean;
  readonly dropout?: number;
}

/** Images (n, size, size, 1) to logits, in the paper's order of layers; its weights are random and always the same. */
export function tinyDiscriminator(size: number, options: TinyOptions = {}): Sequential {
  const { from = layers, normalised = true, dropout = 0 } = options;
  const norm = () => (normalised ? [from.batchNormalization()] : []);
  const model = tf.sequential({
    layers: [
      from.conv2d({ inputShape: [size, size, 1], filters: 4, kernelSize: 3, padding: "same" }),
      ...norm(),
      from.leakyReLU({ alpha: 0.2 }),
      from.conv2d({ filters: 6, kernelSize: 4, strides: 2, padding: "same" }),
      ...norm(),
      from.leakyReLU({ alpha: 0.2 }),
      from.flatten(),
      ...(dropout > 0 ? [from.dropout({ rate: dropout, seed: 5 })] : []),
      from.dense({ units: 1 }),
    ],
  });
  randomizeWeights(model, stream(1, "tiny discriminator"));
  return model;
}

/** Latents (n, 5) to images (n, size, size, 1). */
export function tinyGenerator(size: number, { from = layers }: TinyOptions = {}): Sequential {
  const half = size / 2;
  const model = tf.sequential({
    layers: [
      from.dense({ inputShape: [5], units: half * half * 4 }),
      from.batchNormalization(),
      from.reLU(),
      from.reshape({ targetShape: [half, half, 4] }),
      from.conv2dTranspose({ filters: 4, kernelSize: 4, strides: 2, padding: "same" }),
      from.batchNormalization(),
      from.leakyReLU({ alpha: 0.01 }),
      from.conv2d({ filters: 1, kernelSize: 5, padding: "same", activation: "tanh" }),
    ],
  });
  randomizeWeights(model, stream(2, "tiny generator"));
  return model;
}

/** The same networks of tfjs' own layers. */
export const plain: TinyOptions = { from: plainLayers };

/** `tinyDiscriminator` in training mode, of tfjs operations alone, on the same variables. */
export function composedDiscriminator(model: LayersModel): (x: Tensor) => Tensor {
  const [k1, c1, g1, b1, k2, c2, g2, b2, w, b] = model.trainableWeights.map((weight) => weight.read());
  const leaky = (x: Tensor) => tf.sub(tf.relu(x), tf.mul(tf.relu(tf.neg(x)), 0.2));
  const norm = (x: Tensor, gamma: Tensor, beta: Tensor) => {
    const mean = tf.mean(x, [0, 1, 2]);
    const variance = tf.mean(tf.square(tf.sub(x, mean)), [0, 1, 2]);
    return tf.add(tf.mul(tf.div(tf.sub(x, mean), tf.sqrt(tf.add(variance, 1e-3))), gamma), beta);
  };
  return (x) => {
    const first = tf.add(tf.conv2d(x as Tensor4D, k1 as Tensor4D, 1, "same"), c1!);
    const map = leaky(norm(first, g1!, b1!)) as Tensor4D;
    const second = tf.add(tf.conv2d(map, k2 as Tensor4D, 2, "same"), c2!);
    const flat = tf.reshape(leaky(norm(second, g2!, b2!)), [x.shape[0]!, -1]);
    return tf.add(tf.matMul(flat as Tensor2D, w as Tensor2D), b!);
  };
}

/** A batch of random images, latents, noise and targets for the tiny pair. */
export function tinyBatch(size: number, n: number, seed = 1): GanBatch {
  const random = stream(seed, "tiny batch");
  const image = (scale: number) =>
    tf.tensor4d(
      random.normals(n * size * size).map((x) => scale * x),
      [n, size, size, 1],
    );
  const latent = () => tf.tensor2d(random.normals(n * 5), [n, 5]);
  return {
    real: tf.tidy(() => tf.tanh(image(1))),
    latentD: latent(),
    latentG: latent(),
    noiseReal: image(0.1),
    noiseFake: image(0.1),
    noiseG: image(0.1),
    targetsReal: tf.ones([n, 1]),
    targetsFake: tf.zeros([n, 1]),
    mix: tf.tensor4d(random.uniforms(n), [n, 1, 1, 1]),
  };
}
