import type * as tfjs from "@tensorflow/tfjs";
import { stream } from "../core";
import { backend, plainCopy, tf } from "../engine";
import { initialize, paper, resnet, small, type GanSpec } from "../models";
import { ganStep, type GanBatch } from "../training/gan-step";
import { crossEntropy } from "../training/losses";

/** One training step in two forms, on random images. Each call makes one step and waits for its result. */
export interface BenchCase {
  readonly name: string;
  /** Of the project's layers. */
  readonly ours: () => void;
  /** Of tfjs' own layers; undefined where only one of the two is worth its time. */
  readonly plain?: () => void;
}

const size = 32;
const batchSize = { gan: 16, classifier: 32 };

/**
 * The steps that the notebooks train with, to be made one after the other; without the native engine only the small
 * ones, which are all it is used for.
 */
export function benchCases(): (() => Promise<BenchCase>)[] {
  if (backend === "wasm") return [() => gan(small, 0, false), () => gan(small, 10, false)];
  return [() => gan(small, 0), () => gan(small, 10), () => gan(paper, 0), () => gan(paper, 10), classifier];
}

async function gan(spec: GanSpec, penaltyWeight: number, compared = true): Promise<BenchCase> {
  const networks = { generator: spec.generator(size), discriminator: spec.discriminator(size) };
  for (const [name, model] of Object.entries(networks))
    initialize(model, stream(1, "bench", name), spec.initialization);
  const options = { learningRate: 2e-4, beta1: 0.5, beta2: 0.999, penaltyWeight };
  const batch = ganBatch(spec.latentDim);
  const timed = (pair: typeof networks) => {
    const step = ganStep(pair, options);
    return () => {
      const losses = step(batch);
      losses.generator.dataSync();
      tf.dispose([losses.generator, losses.discriminator, losses.penalty]);
    };
  };
  const penalty = penaltyWeight === 0 ? "" : " with penalty";
  const name = `DCGAN ${spec.name}${penalty}, batch ${batchSize.gan}`;
  if (!compared) return { name, ours: timed(networks) };
  const except = penaltyWeight === 0 ? [] : ["LeakyReLU"];
  const reference = {
    generator: (await plainCopy(networks.generator, except)) as tfjs.Sequential,
    discriminator: (await plainCopy(networks.discriminator, except)) as tfjs.Sequential,
  };
  return { name, ours: timed(networks), plain: timed(reference) };
}

async function classifier(): Promise<BenchCase> {
  const model = resnet({ depth: "50", inputShape: [size, size, 1], classes: 2, seed: 1 });
  const x = noise([batchSize.classifier, size, size, 1], "images");
  const labels = Array.from({ length: batchSize.classifier }, (_, i) => i % 2);
  const oneHot = tf.tidy(() =>
    tf.cast(tf.oneHot(tf.tensor1d(labels, "int32"), 2), "float32"),
  ) as tfjs.Tensor2D;
  const timed = (network: tfjs.LayersModel) => {
    const optimizer: tfjs.Optimizer = tf.train.rmsprop(1e-3, 0.9);
    const variables = network.trainableWeights.map((w) => w.read() as tfjs.Variable);
    return () => {
      tf.tidy(() => {
        const logits = () => network.apply(x, { training: true }) as tfjs.Tensor2D;
        const { value, grads } = tf.variableGrads(() => crossEntropy(logits(), oneHot), variables);
        optimizer.applyGradients(grads);
        value.dataSync();
      });
    };
  };
  const name = `ResNet-50, batch ${batchSize.classifier}`;
  return { name, ours: timed(model), plain: timed(await plainCopy(model)) };
}

function noise(shape: readonly number[], name: string): tfjs.Tensor4D {
  const count = shape.reduce((a, b) => a * b, 1);
  return tf.tensor(stream(1, "bench", name).normals(count), [...shape]) as tfjs.Tensor as tfjs.Tensor4D;
}

function ganBatch(latentDim: number): GanBatch {
  const n = batchSize.gan;
  const images = (name: string) => noise([n, size, size, 1], name);
  const latent = (name: string) => noise([n, latentDim], name) as tfjs.Tensor as tfjs.Tensor2D;
  return {
    real: images("real"),
    latentD: latent("D"),
    latentG: latent("G"),
    noiseReal: images("noise real"),
    noiseFake: images("noise fake"),
    noiseG: images("noise G"),
    targetsReal: tf.ones([n, 1]),
    targetsFake: tf.zeros([n, 1]),
    mix: tf.tensor4d(stream(1, "bench", "mix").uniforms(n), [n, 1, 1, 1]),
  };
}
