import type { Scalar, Sequential, Tensor, Variable } from "@tensorflow/tfjs";
import { afterEach, beforeEach, describe, expect, test } from "vitest";
import { compile, numTensors, seedDropout, tf, useCompute } from "../../lib/engine";
import { stream } from "../../lib/core";
import { resnet } from "../../lib/models";
import { logitsOf, trainClassifier, trainGan } from "../../lib/training";
import type { GanBatch } from "../../lib/training/gan-batch";
import { ganStep, type GanLosses } from "../../lib/training/gan-step";
import { expectResumesExactly } from "./expect-resumes-exactly";
import { squares, tinyOptions, tinySpec } from "./tiny";
import { tinyBatch, tinyDiscriminator, tinyGenerator } from "./tiny-gan";

beforeEach(() => useCompute({ mode: "graph" }));
afterEach(() => useCompute({ mode: "eager" }));

const size = 16;
const options = { learningRate: 1e-3, beta1: 0.5, beta2: 0.999, penaltyWeight: 10 };
const pair = () => {
  const networks = {
    generator: tinyGenerator(size),
    discriminator: tinyDiscriminator(size, { dropout: 0.4 }),
  };
  seedDropout(networks.discriminator, stream(1, "masks"));
  return networks;
};
const read = (losses: GanLosses): number[] =>
  [losses.discriminator, losses.generator, losses.penalty].map((l: Scalar) => l.dataSync()[0] as number);
const weights = (model: Sequential): number[] => model.weights.flatMap((w) => [...w.read().dataSync()]);
/** Moves every weight by the last bit of its float. */
const nudge = (model: Sequential): void => {
  for (const weight of model.trainableWeights) {
    const variable = weight.read() as Variable;
    variable.assign(tf.mul(variable, 1 + 2 ** -23));
  }
};
const farthest = (a: readonly number[], b: readonly number[]): number =>
  a.reduce((most, x, i) => Math.max(most, Math.abs(x - (b[i] as number))), 0);

describe("a GAN's step as a graph", () => {
  test("gives eager's first losses to 1e-5, and then drifts no farther than eager does by one bit of its weights", () => {
    const [eager, nudged, graph] = [pair(), pair(), pair()];
    nudge(nudged.generator);
    nudge(nudged.discriminator);
    const steps = [ganStep(eager, options), ganStep(nudged, options)];
    const compiled = compile(ganStep(graph, options) as (batch: GanBatch) => GanLosses);
    const all = Array.from({ length: 4 }, (_, i) => tinyBatch(size, 8, i));
    all.forEach((batch, i) => {
      const [a, , c] = [...steps.map((step) => read(step(batch))), read(compiled(batch))];
      if (i === 0) a!.forEach((loss, k) => expect(Math.abs(c![k]! / loss - 1)).toBeLessThan(1e-5));
    });
    for (const which of ["generator", "discriminator"] as const) {
      const floor = farthest(weights(eager[which]), weights(nudged[which]));
      expect(floor).toBeGreaterThan(0);
      expect(farthest(weights(eager[which]), weights(graph[which]))).toBeLessThan(2 * floor);
    }
    compiled.dispose();
  });

  test("draws the masks that eager draws", () => {
    const [eager, graph] = [pair(), pair()];
    const of =
      ({ discriminator }: ReturnType<typeof pair>) =>
      (x: Tensor): Tensor =>
        discriminator.apply(x, { training: true }) as Tensor;
    const compiled = compile(of(graph));
    const { real } = tinyBatch(size, 8);
    for (let i = 0; i < 3; i++)
      expect(farthest([...of(eager)(real).dataSync()], [...compiled(real).dataSync()])).toBeLessThan(1e-5);
  });
});

test("trainGan() as graphs: interrupted and gone on it ends bit by bit as if not interrupted, and leaks no tensor", async () => {
  const train = squares("train", 12, () => 1);
  const before = numTensors();
  await expectResumesExactly(train, tinySpec, () => tinyOptions({ epochs: 3 }));
  expect(numTensors()).toBe(before);
});

test("trainClassifier() as graphs learns as eagerly", async () => {
  const alternating = (i: number) => (i % 2) as 0 | 1;
  const [train, validation] = [squares("train", 32, alternating), squares("validation", 16, alternating)];
  const classifier = {
    epochs: 3,
    stepsPerEpoch: 4,
    batchSize: 8,
    learningRate: 1e-3,
    patience: 5,
    seed: 1,
    name: "test",
  };
  const run = async (mode: "graph" | "eager") => {
    useCompute({ mode });
    const model = resnet({
      depth: "18",
      inputShape: [8, 8, 1],
      classes: 2,
      filters: 4,
      dropout: 0.4,
      seed: 1,
    });
    const history = await trainClassifier(model, train, validation, classifier);
    const logits = logitsOf(model, validation);
    model.dispose();
    return { history, logits };
  };
  const [graph, eager, again] = [await run("graph"), await run("eager"), await run("graph")];
  expect(graph).toEqual(again);
  const first = (r: typeof graph) => r.history.epochs[0]!.trainLoss;
  expect(Math.abs(first(graph) / first(eager) - 1)).toBeLessThan(0.02);
  expect(Math.max(...graph.history.epochs.map((e) => e.validationAccuracy))).toBeGreaterThan(0.8);
}, 120_000);

test("a network with a layer that cannot be recorded trains eagerly, and a word says so", async () => {
  const said: unknown[] = [];
  const { log } = console;
  console.log = (text: unknown) => said.push(text);
  const spec = {
    ...tinySpec,
    discriminator: () =>
      tf.sequential({
        layers: [
          tf.layers.flatten({ inputShape: [8, 8, 1] }),
          tf.layers.dropout({ rate: 0.5 }), // tfjs' own draws its masks in JavaScript
          tf.layers.dense({ units: 1 }),
        ],
      }),
  };
  try {
    await trainGan(
      squares("train", 8, () => 1),
      spec,
      tinyOptions({ epochs: 1, penaltyWeight: 0 }),
    );
  } finally {
    console.log = log;
  }
  const words = said.filter((text) => String(text).includes("Cannot compile"));
  expect(words).toHaveLength(1);
  expect(words[0]).toMatch(/one operation at a time/);
});
