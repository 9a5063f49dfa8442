import type { LayersModel, Tensor } from "@tensorflow/tfjs";
import { afterEach, beforeEach, describe, expect, test } from "vitest";
import { numTensors, tf, useCompute } from "../../lib/engine";
import { nonSaturating } from "../../lib/training";
import { ganStep, type GanLosses } from "../../lib/training/gan-step";
import { ganTraining } from "../../lib/training/gan-training";
import { expectResumesExactly } from "./expect-resumes-exactly";
import { critic, tinyCritic, train } from "./tiny-critic";
import { tinyBatch, tinyDiscriminator, tinyGenerator } from "./tiny-gan";

beforeEach(() => useCompute({ mode: "graph" }));
afterEach(() => useCompute({ mode: "eager" }));

test("a training of 5 critic steps moves the generator at each fifth step, as a graph, and says nothing of eager", () => {
  useCompute({ mode: "graph" });
  const said: unknown[] = [];
  const { log } = console;
  console.log = (text: unknown) => said.push(text);
  const training = ganTraining(train, tinyCritic, critic());
  const kernels = () => training.ema.trainableWeights.map((w) => Array.from(w.read().dataSync()));
  try {
    const moved: number[] = [];
    for (let i = 1; i <= 11; i++) {
      const before = kernels();
      training.step();
      if (JSON.stringify(kernels()) !== JSON.stringify(before)) moved.push(i);
    }
    expect(moved).toEqual([5, 10]);
    expect(
      training.history.map((h) => [h.discriminator, h.generator, h.penalty].every(Number.isFinite)),
    ).toEqual([true, true, true]);
  } finally {
    console.log = log;
    training.dispose();
  }
  expect(said).toEqual([]);
});

test("trainGan() of 5 critic steps, interrupted between two generator steps and gone on, ends bit by bit the same", async () => {
  useCompute({ mode: "eager" });
  await expectResumesExactly(train, tinyCritic, critic); // after 6 of 15 steps
});

const numbers = (model: LayersModel): number[][] =>
  model.trainableWeights.map((w) => Array.from(w.read().dataSync()));
const read = ({ discriminator, generator, penalty }: GanLosses): Record<string, number> =>
  Object.fromEntries(
    Object.entries({ discriminator, generator, penalty }).map(([k, t]) => [k, t.dataSync()[0]!]),
  );

describe("ganStep().discriminatorAlone", () => {
  test("moves the discriminator as the whole step does, no weight of the generator, and gives its loss of those fakes", () => {
    useCompute({ mode: "eager" });
    const size = 8;
    const options = { learningRate: 1e-3, beta1: 0.5, beta2: 0.999, penaltyWeight: 10 };
    const pair = () => ({ generator: tinyGenerator(size), discriminator: tinyDiscriminator(size) });
    const [whole, alone] = [pair(), pair()];
    const batch = tinyBatch(size, 4);
    const kept = numbers(alone.generator);
    const fake = pair().generator.apply(batch.latentD, { training: true }) as Tensor;
    const logits = pair().discriminator.apply(tf.add(fake, batch.noiseFake), { training: true }) as Tensor;
    const steps = [ganStep(whole, options), ganStep(alone, options)] as const;
    const all = read(steps[0](batch));
    const before = numTensors();
    const losses = steps[1].discriminatorAlone(batch);
    const of = read(losses);
    tf.dispose([losses.discriminator, losses.generator, losses.penalty]);
    expect(numTensors()).toBe(before + 2 * alone.discriminator.trainableWeights.length); // Adam's moments, once
    expect(numbers(alone.generator)).toEqual(kept);
    expect(numbers(alone.discriminator)).toEqual(numbers(whole.discriminator));
    expect([of.discriminator, of.penalty]).toEqual([all.discriminator, all.penalty]);
    expect(of.generator).toBeCloseTo(nonSaturating.generator(logits).dataSync()[0]!, 4);
  });
});
