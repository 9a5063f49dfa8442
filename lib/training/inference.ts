import type * as tfjs from "@tensorflow/tfjs";
import type { Random } from "../core";
import type { ImageSet, Role } from "../data/image-set";
import type { Label } from "../data/label";
import { compile, tf } from "../engine";

/** Inputs of a network, handed out once and in order. */
export interface Rows {
  readonly count: number;
  /** Of one row. */
  readonly shape: readonly number[];
  /** The values of the next n rows. */
  next(n: number): Float32Array;
}

/** A network in inference mode, for as long as it is not disposed. */
export interface Inference {
  /** @param x inputs (n, ...) @returns the outputs, which the caller disposes */
  readonly run: (x: tfjs.Tensor) => tfjs.Tensor;
  /** Ends the graph; the network stays. */
  dispose(): void;
}

/**
 * Whether recording a network as a graph pays off. Recording takes a fixed time and each batch that the graph runs saves some;
 * both grow with the number of the network's operations. Measured (2 cores): 0.9 s to record against 40 ms per batch for
 * ResNet-50, 0.2 s against 10 ms for a small ResNet-18, 0.15 s against 20 ms for the paper's generator. Decided from sizes,
 * not from timings, so a resumed training gives the same bits.
 *
 * @param batches that the network will see
 */
export function shouldCompile(batches: number): boolean {
  return batches >= 25;
}

/**
 * A network in inference mode: a graph where that pays, otherwise one operation at a time.
 * @param batches of one size that it will see before it is disposed
 * @param inputsOf the network's inputs of a batch of rows; by default the batch itself
 */
export function inference(
  model: tfjs.LayersModel,
  batches: number,
  inputsOf: (x: tfjs.Tensor) => tfjs.Tensor | tfjs.Tensor[] = (x) => x,
): Inference {
  const step = (x: tfjs.Tensor): tfjs.Tensor => model.apply(inputsOf(x), { training: false }) as tfjs.Tensor;
  if (!shouldCompile(batches)) return { run: (x) => tf.tidy(() => step(x)), dispose: () => undefined };
  const graph = compile(step, { otherwise: "eager" });
  return { run: graph, dispose: () => graph.dispose() };
}

/** Number of batches for a number of rows. @param most rows per batch */
export const partsOf = (rows: number, most: number): number => Math.ceil(rows / most);

/**
 * The outputs of any number of rows, computed in batches of one size: a graph is recorded once. What the last batch lacks
 * is filled with zeros, fewer rows than there are batches; in inference mode a row's output does not depend on the others.
 *
 * @param run a network in inference mode
 * @param most rows per batch
 * @returns the outputs, one after the other
 */
export function inParts(run: Inference["run"], rows: Rows, most: number): Float32Array {
  const size = Math.ceil(rows.count / partsOf(rows.count, most));
  const width = rows.shape.reduce((product, n) => product * n, 1);
  let all = new Float32Array(0);
  for (let at = 0; at < rows.count; at += size) {
    const values = new Float32Array(size * width);
    values.set(rows.next(Math.min(size, rows.count - at)));
    const y = tf.tidy(() => run(tf.tensor(values, [size, ...rows.shape])));
    const outputs = y.dataSync<"float32">(); // not inside the tidy, which would walk through every number
    y.dispose();
    const outWidth = outputs.length / size;
    if (at === 0) all = new Float32Array(rows.count * outWidth);
    all.set(outputs.subarray(0, (rows.count - at) * outWidth), at * outWidth);
  }
  return all;
}

/** Images per batch of a classifier: 128 of 32 x 32, fewer of larger ones, whose activations would take the memory. */
const maxBatchSize = (size: number): number => Math.min(128, Math.max(8, Math.floor(2 ** 17 / size ** 2)));

/** Batches that `logitRows` divides a set into. */
export const logitParts = ({ ids, size }: ImageSet<Role>): number => partsOf(ids.length, maxBatchSize(size));

/**
 * A classifier's logits in inference mode, one row per image; an image's row does not depend on its neighbours.
 * @param model images (batch, size, size, 1) to logits (batch, classes)
 */
export function logitsOf(model: tfjs.LayersModel, set: ImageSet<Role>): number[][] {
  const network = inference(model, logitParts(set));
  try {
    return logitRows(network.run, set);
  } finally {
    network.dispose();
  }
}

/** A classifier's logits as `logitsOf` gives them, by a network that is already open. @param run in inference mode */
export function logitRows(run: Inference["run"], { ids, pixels, size }: ImageSet<Role>): number[][] {
  const area = size * size;
  let at = 0;
  const next = (n: number): Float32Array => pixels.subarray(at * area, (at += n) * area);
  const logits = inParts(run, { count: ids.length, shape: [size, size, 1], next }, maxBatchSize(size));
  const classes = logits.length / ids.length;
  return ids.map((_, i) => [...logits.subarray(i * classes, (i + 1) * classes)]);
}

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
  const width = latentDim + classes;
  const split = (x: tfjs.Tensor): tfjs.Tensor | tfjs.Tensor[] => {
    if (classes === 0) return x;
    const [z, code] = tf.split(x, [latentDim, classes], 1) as [tfjs.Tensor, tfjs.Tensor];
    const [, ...shape] = generator.inputs[1]?.shape as number[];
    return [z, shape.length === 1 ? code : tf.reshape(code, [-1, ...shape])];
  };
  const network = inference(generator, partsOf(n, imagesPerBatch), split);
  let at = 0;
  const next = (count: number): Float32Array => {
    const rows = new Float32Array(count * width);
    for (let i = 0; i < count; i++, at++) {
      rows.set(latents.subarray(at * latentDim, (at + 1) * latentDim), i * width);
      rows.set(codes.subarray(at * classes, (at + 1) * classes), i * width + latentDim);
    }
    return rows;
  };
  try {
    return inParts(network.run, { count: n, shape: [width], next }, imagesPerBatch);
  } finally {
    network.dispose();
  }
}
