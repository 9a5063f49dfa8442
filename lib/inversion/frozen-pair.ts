import { join } from "node:path";
import type * as tfjs from "@tensorflow/tfjs";
import { fail } from "../core";
import { tf } from "../engine";
import { withoutLastDense } from "../quality/last-layer-features";
import { loadKeras } from "../training/keras/h5";
import type { TrainedGan } from "../training/trained-gan";

/** A trained generator and its discriminator's features, in inference mode: nothing here changes a weight. */
export interface FrozenPair {
  readonly latentDim: number;
  /** Side of an image in pixels. */
  readonly size: number;
  /** z (n, latentDim) to images (n, size, size, 1) in [-1, 1]. */
  generate(z: tfjs.Tensor): tfjs.Tensor4D;
  /** Images to the input of the discriminator's last layer, (n, features). */
  features(images: tfjs.Tensor): tfjs.Tensor2D;
  dispose(): void;
}

/**
 * A trained pair's networks, opened for searching latents.
 * @throws InputError when a file is missing or the pair is a conditional one, whose generator knows all classes; TypeError
 *   when the discriminator has no dense layer at its end
 */
export async function openFrozenPair(gan: Pick<TrainedGan, "folder" | "classes">): Promise<FrozenPair> {
  if (gan.classes !== undefined)
    fail(
      "search latents",
      `a conditional generator of ${gan.classes.join(" and ")}`,
      "a generator of one class",
      "Train a pair per class in notebook 02: gan.network=small.",
    );
  const generator = await loadKeras(join(gan.folder, "generator.h5"));
  const discriminator = await loadKeras(join(gan.folder, "discriminator.h5"), { finalActivation: "linear" });
  return frozenPair(generator, discriminator);
}

/** Two networks as a frozen pair, which owns them from then on. */
export function frozenPair(generator: tfjs.LayersModel, discriminator: tfjs.LayersModel): FrozenPair {
  const upTo =
    withoutLastDense(discriminator) ??
    fail(
      "search latents",
      `the discriminator ${discriminator.name} has no dense layer`,
      "one that ends in a dense layer, whose input are the features",
      "End it in layers.dense({ units: 1 }).",
      TypeError,
    );
  const apply = (model: tfjs.LayersModel, x: tfjs.Tensor): tfjs.Tensor =>
    model.apply(x, { training: false }) as tfjs.Tensor;
  return {
    latentDim: generator.inputs[0]?.shape[1] ?? 0,
    size: generator.outputs[0]?.shape[1] ?? 0,
    generate: (z) => apply(generator, z) as tfjs.Tensor4D,
    features: (images) => tf.reshape(apply(upTo, images), [images.shape[0]!, -1]) as tfjs.Tensor2D,
    dispose: () => {
      generator.dispose();
      discriminator.dispose();
    },
  };
}

const batch = 64;

/**
 * A generator's images at given latents.
 * @param latents (n, latentDim)
 * @returns (n, size, size, 1) in [-1, 1]
 */
export function pixelsAt(pair: FrozenPair, latents: Float32Array): Float32Array {
  const { latentDim, size } = pair;
  const n = latents.length / latentDim;
  const pixels = new Float32Array(n * size * size);
  for (let at = 0; at < n; at += batch) {
    const part = latents.slice(at * latentDim, (at + batch) * latentDim);
    const made = tf.tidy(() => pair.generate(tf.tensor2d(part, [part.length / latentDim, latentDim])));
    pixels.set(made.dataSync<"float32">(), at * size * size);
    made.dispose();
  }
  return pixels;
}
