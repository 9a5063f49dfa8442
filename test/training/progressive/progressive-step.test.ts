import type * as tfjs from "@tensorflow/tfjs";
import { expect, test } from "vitest";
import { stream } from "../../../lib/core";
import { compile, numTensors, tf } from "../../../lib/engine";
import { initialize, pggan, type GrowthStage } from "../../../lib/models";
import { gradientPenalty, wasserstein } from "../../../lib/training";
import { networkWeights } from "../../../lib/training/network-weights";
import {
  progressiveStep,
  type ProgressiveBatch,
  type ProgressiveStepOptions,
} from "../../../lib/training/progressive/progressive-step";
import { withDrift } from "../../../lib/training/progressive/with-drift";
import { randomTensor } from "../../models/central-differences";

const spec = pggan({ maps: 4, hasBoxes: true });
const stage: GrowthStage = { side: 8, isFading: true };
const base: ProgressiveStepOptions = {
  loss: withDrift(wasserstein),
  penalty: gradientPenalty,
  penaltyWeight: 10,
  learningRate: 0.01,
  beta1: 0,
  beta2: 0.99,
};

function fresh() {
  const networks = { generator: spec.generator(stage), discriminator: spec.discriminator(stage) };
  for (const [which, model] of Object.entries(networks))
    initialize(model, stream(1, "step", which), "normal 1");
  return networks;
}

const of = (side: number, name: string): tfjs.Tensor4D =>
  tf.sigmoid(randomTensor([4, side, side, 1], name)) as tfjs.Tensor4D;
const batch: ProgressiveBatch = {
  real: of(8, "real"),
  latentD: randomTensor([4, 4], "d") as tfjs.Tensor2D,
  latentG: randomTensor([4, 4], "g") as tfjs.Tensor2D,
  mix: of(1, "mix"),
  alpha: tf.fill([4, 1], 0.3) as tfjs.Tensor2D,
  boxes: of(8, "boxes"),
  otherBoxes: of(8, "wrong"),
};

/** An optimiser that takes no step. */
function freeze(optimizer: tfjs.AdamOptimizer): void {
  (optimizer as unknown as { learningRate: number }).learningRate = 0;
}

const number = (x: tfjs.Tensor): number => x.dataSync()[0]!;

test("a step's losses are those of its networks, the penalty before its weight", () => {
  const { generator, discriminator } = fresh();
  const judge = (images: tfjs.Tensor, boxes = batch.boxes!): tfjs.Tensor =>
    discriminator.apply([images, boxes, batch.alpha!]) as tfjs.Tensor;
  const fake = generator.apply([batch.latentD, batch.boxes!, batch.alpha!]) as tfjs.Tensor;
  const penalty = number(gradientPenalty.value((x) => judge(x), batch.real, fake, batch.mix));
  const ofReal = judge(batch.real);
  const drift = 0.001 * number(tf.mean(tf.square(ofReal)));
  const critic = number(tf.mean(judge(fake))) - number(tf.mean(ofReal)) + drift;
  const wrong = number(tf.mean(judge(batch.real, batch.otherBoxes))) - number(tf.mean(ofReal)) + drift;

  const plain = progressiveStep(fresh(), base)(batch);
  expect(number(plain.penalty)).toBeCloseTo(penalty, 4);
  expect(number(plain.discriminator)).toBeCloseTo(critic + 10 * penalty, 4);
  const matching = progressiveStep(fresh(), { ...base, mismatchWeight: 0.25 })(batch);
  expect(number(matching.discriminator)).toBeCloseTo(0.75 * critic + 0.25 * wrong + 10 * penalty, 4);
  expect(Math.abs(critic - wrong)).toBeGreaterThan(1e-3);
});

test("the generator is trained on latents of its own, not on those that the discriminator has just seen", () => {
  const networks = fresh();
  const said = (latents: tfjs.Tensor): number => {
    const images = networks.generator.apply([latents, batch.boxes!, batch.alpha!]) as tfjs.Tensor;
    return number(tf.mean(networks.discriminator.apply([images, batch.boxes!, batch.alpha!]) as tfjs.Tensor));
  };
  const [own, others] = [said(batch.latentG), said(batch.latentD)];
  expect(Math.abs(own - others)).toBeGreaterThan(1e-3);
  const step = progressiveStep(networks, base);
  freeze(step.optimizers.discriminator);
  expect(number(step(batch).generator)).toBeCloseTo(-own, 5);
});

test("each half of a step moves its own network alone", () => {
  const networks = fresh();
  const before = { g: networkWeights(networks.generator), d: networkWeights(networks.discriminator) };
  const still = progressiveStep(networks, { ...base, loss: { ...base.loss, generator: () => tf.scalar(0) } });
  expect(() => still(batch)).toThrow(); // a generator's loss without the generator is no loss
  expect(networkWeights(networks.generator)).toEqual(before.g);
  expect(networkWeights(networks.discriminator)).not.toEqual(before.d);

  const again = fresh();
  const slow = progressiveStep(again, base);
  freeze(slow.optimizers.discriminator);
  slow(batch);
  expect(networkWeights(again.discriminator)).toEqual(before.d);
  expect(networkWeights(again.generator)).not.toEqual(before.g);
});

test("the generator may take smaller steps than the discriminator", () => {
  const moved = (options: ProgressiveStepOptions): Record<"generator" | "discriminator", number> => {
    const networks = fresh();
    const before = {
      generator: networkWeights(networks.generator),
      discriminator: networkWeights(networks.discriminator),
    };
    progressiveStep(networks, options)(batch);
    const farthest = (which: "generator" | "discriminator"): number => {
      const now = networkWeights(networks[which]);
      return Math.max(
        ...Object.entries(before[which]).flatMap(([name, old]) =>
          [...old].map((x, i) => Math.abs(now[name]![i]! - x)),
        ),
      );
    };
    return { generator: farthest("generator"), discriminator: farthest("discriminator") };
  };
  // Adam's first step is as long as its step size in every weight
  expect(moved(base).generator).toBeCloseTo(0.01, 5);
  const two = moved({ ...base, generatorLearningRate: 0.0025 });
  expect(two.generator).toBeCloseTo(0.0025, 5);
  expect(two.discriminator).toBeCloseTo(0.01, 5);
});

test("a generator's step raises what the critic says of its images", () => {
  const networks = fresh();
  const said = (): number => {
    const images = networks.generator.apply([batch.latentG, batch.boxes!, batch.alpha!]) as tfjs.Tensor;
    return number(tf.mean(networks.discriminator.apply([images, batch.boxes!, batch.alpha!]) as tfjs.Tensor));
  };
  const step = progressiveStep(networks, { ...base, learningRate: 1e-4 });
  freeze(step.optimizers.discriminator);
  const before = said();
  step(batch);
  expect(said()).toBeGreaterThan(before);
});

test("in a graph a step gives the same, with alpha as an input, and leaves its losses alone", () => {
  const [eager, graph] = [fresh(), fresh()];
  const run = progressiveStep(eager, base);
  const update = progressiveStep(graph, base);
  const compiled = compile((b: ProgressiveBatch) => update(b));
  for (const share of [0.1, 0.6]) {
    const b = { ...batch, alpha: tf.fill([4, 1], share) as tfjs.Tensor2D };
    const [x, y] = [run(b), compiled(b)];
    for (const key of ["discriminator", "generator", "penalty"] as const)
      expect(number(y[key])).toBeCloseTo(number(x[key]), 2);
    tf.dispose([x, y] as unknown as tfjs.TensorContainer);
  }
  expect(compiled.graphs()).toHaveLength(1);
  const before = numTensors();
  const losses = run(batch);
  expect(numTensors()).toBe(before + 3);
  tf.dispose(losses as unknown as tfjs.TensorContainer);
  compiled.dispose();
});
