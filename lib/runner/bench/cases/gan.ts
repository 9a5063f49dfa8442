import type * as tfjs from "@tensorflow/tfjs";
import { stream } from "../../../core";
import { imageSet } from "../../../data/image-set";
import { compile, seedDropout, tf } from "../../../engine";
import { buildNetworks, initialize, paper, small, type GanSpec, type Networks } from "../../../models";
import { openGanBatches, type BatchIndices } from "../../../training/gan-batches";
import { ganStep } from "../../../training/gan-step";
import { warmUp, type BenchCase } from "../bench-case";
import { sharedPassStep } from "../shared-pass-step";
import { withFilters } from "../with-filters";

/** Which GAN is trained in which way. */
export interface GanCaseOptions {
  readonly spec: "paper" | "small";
  /** Side of an image in pixels. */
  readonly size: number;
  readonly batch: number;
  /** 0: without. */
  readonly penaltyWeight: number;
  /** One pass of the generator serves both updates. */
  readonly isShared: boolean;
  /** Of the paper's layers; 128 by default. */
  readonly filters?: number;
  /** Images in the data set. */
  readonly images: number;
}

/** The settings that the paper gives; the step's work does not depend on them. */
export const adam = { learningRate: 2e-4, beta1: 0.5, beta2: 0.999 } as const;

/** A GAN's training step as notebook 02 makes it: compiled, its batch gathered and drawn in the graph. */
export function gan(options: GanCaseOptions): BenchCase {
  const spec = withFilters({ paper, small }[options.spec], options.filters ?? 128);
  const networks = freshNetworks(spec, options.size);
  const settings = { ...adam, penaltyWeight: options.penaltyWeight };
  const step = options.isShared ? sharedPassStep(networks, settings) : ganStep(networks, settings);
  const drawn = { batchSize: options.batch, latentDim: spec.latentDim, flipProbability: 0.05 };
  const source = openGanBatches(noiseImages(options.images, options.size), drawn, 1, "bench");
  const compiled = compile((indices: BatchIndices) => step(source.batch(indices)));
  const next = endless(() => source.epoch(() => 0.1), options.batch);
  const once = (): void => {
    const indices = next();
    const losses = compiled(indices);
    losses.generator.dataSync();
    tf.dispose([indices, losses] as unknown as tfjs.TensorContainer);
  };
  return {
    prepare: () => {
      for (let i = 0; i < warmUp; i++) once();
    },
    step: once,
    checks: () => counts({ ...networks }),
    numbers: () => generatorGradient(networks.generator, { batch: options.batch, latentDim: spec.latentDim }),
  };
}

/** The gradient of the mean square of one batch of images to the generator's weights, in training mode. */
export function generatorGradient(
  generator: tfjs.LayersModel,
  { batch, latentDim }: { readonly batch: number; readonly latentDim: number },
): ArrayLike<number> {
  const weights = generator.trainableWeights.map((weight) => weight.read() as tfjs.Variable);
  const gradient = compile((latents: tfjs.Tensor2D) => {
    const images = () => generator.apply(latents, { training: true }) as tfjs.Tensor;
    const { grads } = tf.variableGrads(() => tf.mean<tfjs.Scalar>(tf.square(images())), weights);
    return tf.concat(Object.values(grads).map((one) => tf.reshape(one, [-1])));
  });
  const normals = stream(1, "bench", "error").normals(batch * latentDim);
  return tf.tidy(() => gradient(tf.tensor2d(normals, [batch, latentDim])).dataSync());
}

/** Both networks with seeded weights. */
export function freshNetworks(spec: GanSpec, size: number): Networks {
  const networks = buildNetworks(spec, size);
  for (const [name, model] of Object.entries(networks) as [string, tfjs.LayersModel][]) {
    initialize(model, stream(1, "bench", name), spec.initialization);
    seedDropout(model, stream(1, "bench", name, "dropout"));
  }
  return networks;
}

/** Images of noise: no step's work depends on what they show. */
export function noiseImages(count: number, size: number) {
  return imageSet("train", {
    foldId: "bench",
    ids: Array.from({ length: count }, (_, i) => `${i}`),
    labels: Array.from({ length: count }, (_, i) => i % 2),
    size,
    pixels: stream(1, "bench", "images")
      .uniforms(count * size * size)
      .map((u) => 2 * u - 1),
  });
}

/** Trainable parameters of each network. */
export function counts(networks: Readonly<Record<string, tfjs.LayersModel>>): Record<string, number> {
  const size = (shape: readonly (number | null)[]): number =>
    shape.reduce<number>((product, side) => product * (side ?? 1), 1);
  return Object.fromEntries(
    Object.entries(networks).map(([name, model]) => [
      `${name}'s parameters`,
      model.trainableWeights.reduce((sum, weight) => sum + size(weight.shape), 0),
    ]),
  );
}

/** One batch after the other; one that an epoch's end left smaller is passed over, as it would be a graph of its own. */
function endless(epoch: () => Generator<BatchIndices>, full: number): () => BatchIndices {
  let present = epoch();
  return function next(): BatchIndices {
    const { value, done } = present.next();
    if (done === true) {
      present = epoch();
      return next();
    }
    if (value.indices.shape[0] === full) return value;
    tf.dispose(value);
    return next();
  };
}
