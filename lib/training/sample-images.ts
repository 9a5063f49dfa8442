import type * as tfjs from "@tensorflow/tfjs";
import type { Random } from "../core";
import type { Label } from "../data/label";
import { tf } from "../engine";
import { batchesOf, inBatches, inference, joinRows } from "./inference";

/** What a conditional generator is asked for: the number of its classes, and the class of each image; or maps of boxes. */
export type Condition =
  | { readonly classes: number; readonly labels: readonly Label[] }
  | {
      /** (n, size, size), see `boxMaps`. */
      readonly maps: Float32Array;
    };

/** Images per batch of a generator. */
const imagesPerBatch = 50;

/**
 * n images of a generator in inference mode. An image depends on its own z and class only, not on the others.
 * @param random the stream that the latents z ~ N(0, 1) are drawn from
 * @param condition of a conditional generator
 * @returns (n, size, size, 1) in [-1, 1], one image after the other
 */
export function sampleImages(
  generator: tfjs.LayersModel,
  random: Random,
  latentDim: number,
  n: number,
  condition?: Condition,
): Float32Array {
  return latentImages(
    generator,
    random.normals(n * latentDim),
    latentDim,
    condition && conditionCodes(condition),
  );
}

/** The rows of a conditional generator's second input: of classes (n, classes), 1 at the class; of boxes their maps. */
export function conditionCodes(condition: Condition): Float32Array {
  if ("maps" in condition) return condition.maps;
  const { classes, labels } = condition;
  const codes = new Float32Array(labels.length * classes);
  labels.forEach((label, i) => (codes[i * classes + label] = 1));
  return codes;
}

/**
 * A generator's images at given latents, in inference mode.
 * @param latents (n, latentDim)
 * @param codes (n, classes), of a conditional generator: 1 at the class, or shares of several; of one told boxes their maps
 * @returns (n, size, size, 1) in [-1, 1]
 */
export function latentImages(
  generator: tfjs.LayersModel,
  latents: Float32Array,
  latentDim: number,
  codes: Float32Array = new Float32Array(0),
): Float32Array {
  const n = latents.length / latentDim;
  const classes = codes.length / n;
  const split = (x: tfjs.Tensor): tfjs.Tensor | tfjs.Tensor[] => {
    if (classes === 0) return x;
    const [z, code] = tf.split(x, [latentDim, classes], 1) as [tfjs.Tensor, tfjs.Tensor];
    const [, ...shape] = generator.inputs[1]?.shape as number[];
    return [z, shape.length === 1 ? code : tf.reshape(code, [-1, ...shape])];
  };
  const network = inference(generator, batchesOf(n, imagesPerBatch), split);
  try {
    return inBatches(network.run, joinRows(latents, codes, n), imagesPerBatch);
  } finally {
    network.dispose();
  }
}
