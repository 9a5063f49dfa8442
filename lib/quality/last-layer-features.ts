import type * as tfjs from "@tensorflow/tfjs";
import { fail } from "../core/errors";
import { tf } from "../engine";
import type { Images } from "./images";
import type { Vectors } from "../ml/vectors";

/**
 * Features of each image in a trained classifier: the input of its last dense layer (after global pooling), in inference
 * mode. The classes lie apart there by construction: show raw pixels beside it. Use a classifier that was trained on
 * real training images only, the same for every set compared.
 *
 * @param model images (batch, size, size, 1) to class scores, with a dense layer at or near its end
 * @param images n images
 * @param options batchSize: images at a time; changes nothing but memory
 * @returns n vectors as long as the last layer is wide
 * @throws TypeError for a model without a dense layer
 */
export function lastLayerFeatures(
  model: tfjs.LayersModel,
  images: Images,
  { batchSize = 64 }: { readonly batchSize?: number } = {},
): Vectors {
  const upTo =
    withoutLastDense(model) ??
    fail(
      "compute last-layer features",
      `a model without a dense layer (${model.name})`,
      "a classifier that ends in one",
      "Give a trained classifier.",
      TypeError,
    );
  const { size, pixels } = images;
  const area = size * size;
  const n = pixels.length / area;
  const dim = (upTo.outputShape as tfjs.Shape).at(-1) ?? 0;
  const values = new Float32Array(n * dim);
  for (let at = 0; at < n; at += batchSize) {
    const count = Math.min(batchSize, n - at);
    const part = tf.tidy(() => {
      const x = tf.tensor4d(pixels.slice(at * area, (at + count) * area), [count, size, size, 1]);
      return (upTo.apply(x, { training: false }) as tfjs.Tensor).dataSync();
    });
    values.set(part, at * dim);
  }
  return { n, dim, values };
}

/**
 * A network up to the input of its last dense layer, of the same layers: it is disposed with the network.
 * @returns undefined for a network without a dense layer
 */
export function withoutLastDense(model: tfjs.LayersModel): tfjs.LayersModel | undefined {
  const dense = model.layers.findLast((layer) => layer.getClassName() === "Dense");
  if (dense === undefined || Array.isArray(dense.input)) return undefined;
  return tf.model({ inputs: model.inputs, outputs: dense.input });
}
