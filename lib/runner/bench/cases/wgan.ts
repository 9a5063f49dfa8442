import type * as tfjs from "@tensorflow/tfjs";
import { stream } from "../../../core";
import { compileAll, draws, layers, tf } from "../../../engine";
import { initialize, paper } from "../../../models";
import { gradientPenalty } from "../../../training/gan-penalty";
import { gather, imageTensor } from "../../../training/image-tensor";
import { warmUp, type BenchCase } from "../bench-case";
import { counts, generatorGradient, noiseImages } from "./gan";

const [size, batch, images] = [32, 16, 144];
const criticSteps = 5;
const penaltyWeight = 10;

/**
 * One iteration of WGAN-GP: five updates of the critic, one of the generator.
 * Source: Gulrajani et al. 2017, algorithm 1 (lambda 10, Adam 1e-4, 0, 0.9); the networks are the paper's, the critic
 *   without its batch norm, as section 4 there asks for, and without dropout.
 */
export function wgan(): BenchCase {
  const generator = paper.generator(size);
  const critic = criticOf(size);
  initialize(generator, stream(1, "bench", "generator"), paper.initialization);
  initialize(critic, stream(1, "bench", "critic"), paper.initialization);
  const all = imageTensor(noiseImages(images, size));
  const random = draws(1, "bench/wgan");
  const optimizers = { generator: tf.train.adam(1e-4, 0, 0.9), critic: tf.train.adam(1e-4, 0, 0.9) };
  const variables = (model: tfjs.LayersModel) => model.trainableWeights.map((w) => w.read() as tfjs.Variable);
  const move = (optimizer: tfjs.Optimizer, grads: tfjs.NamedTensorMap) => optimizer.applyGradients(grads);
  const fakes = () =>
    generator.apply(random.normal([batch, paper.latentDim]), { training: true }) as tfjs.Tensor4D;
  const judge = (x: tfjs.Tensor) => critic.apply(x, { training: true }) as tfjs.Tensor;
  const steps = compileAll({
    critic: (): tfjs.Scalar => {
      const real = gather(all, random.integers([batch], 0, images) as tfjs.Tensor1D);
      const fake = fakes();
      const mix = random.uniform([batch, 1, 1, 1]);
      const { value, grads } = tf.variableGrads(() => {
        const penalty = tf.mul(gradientPenalty.value(judge, real, fake, mix), penaltyWeight);
        return tf.add(tf.sub(tf.mean(judge(fake)), tf.mean(judge(real))), penalty) as tfjs.Scalar;
      }, variables(critic));
      move(optimizers.critic, grads);
      return value;
    },
    generator: (): tfjs.Scalar => {
      const { value, grads } = tf.variableGrads(
        () => tf.neg(tf.mean(judge(fakes()))) as tfjs.Scalar,
        variables(generator),
      );
      move(optimizers.generator, grads);
      return value;
    },
  });
  const once = (): void => {
    for (let i = 0; i < criticSteps; i++) steps.critic().dispose();
    const loss = steps.generator();
    loss.dataSync();
    loss.dispose();
  };
  return {
    prepare: () => {
      for (let i = 0; i < warmUp; i++) once();
    },
    step: once,
    checks: () => counts({ generator, critic }),
    numbers: () => generatorGradient(generator, { batch, latentDim: paper.latentDim }),
  };
}

function criticOf(side: number): tfjs.Sequential {
  const down = () => layers.conv2d({ filters: 128, kernelSize: 4, strides: 2, padding: "same" });
  const rectifier = () => layers.leakyReLU({ alpha: 0.01 });
  return tf.sequential({
    layers: [
      layers.conv2d({ inputShape: [side, side, 1], filters: 128, kernelSize: 3, padding: "same" }),
      rectifier(),
      ...[0, 1, 2].flatMap(() => [down(), rectifier()]),
      layers.flatten(),
      layers.dense({ units: 1 }),
    ],
  });
}
