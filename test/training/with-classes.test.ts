import { dirname, join } from "node:path";
import { afterEach, expect, test } from "vitest";
import { openRun, stream } from "../../lib/core";
import { withLabel } from "../../lib/data";
import { compile, numTensors, tf, useCompute } from "../../lib/engine";
import {
  discriminatorScores,
  ganJobs,
  generateAll,
  ofEachClass,
  openGan,
  openUntrained,
  trainGan,
} from "../../lib/training";
import { openGanBatches, type BatchIndices } from "../../lib/training/gan-batches";
import { ganStep } from "../../lib/training/gan-step";
import { ganTraining } from "../../lib/training/gan-training";
import { sampleImages } from "../../lib/training/sample-images";
import { squares, tinyOptions, tinySpec } from "./tiny";
import { expectResumesExactly } from "./expect-resumes-exactly";
import { tinyConditional } from "./tiny-conditional";

const train = squares("train", 12, (i) => i % 2);
const classes = ["dark", "bright"];
const conditionalOptions = (changes = {}) =>
  tinyOptions({ epochs: 3, classes, name: "all classes", ...changes });

afterEach(() => useCompute({ mode: "eager" }));

test("a conditional GAN trains once on all classes, and is then asked for each: labels, what it saw, no tensor left", async () => {
  const before = numTensors();
  const options = conditionalOptions();
  const whole = await trainGan(train, tinyConditional, options);
  const gans = ofEachClass(whole);
  expect(gans.map(({ name, label }) => [name, label])).toEqual([
    ["dark", 0],
    ["bright", 1],
  ]);
  const made = await generateAll(gans, 7);
  expect(made.labels).toEqual([...Array<number>(7).fill(0), ...Array<number>(7).fill(1)]);
  expect(new Set(made.ids).size).toBe(14);
  expect(made.seen).toEqual(train.ids); // also the other class's images are behind each sample
  const [dark, bright] = await Promise.all(gans.map((gan) => discriminatorScores(gan, train)));
  expect(dark).toHaveLength(12);
  expect(dark).not.toEqual(bright); // it is told the class
  const untrained = gans.map((gan) => openUntrained(gan));
  expect(untrained.map(({ labels }) => labels[0])).toEqual([0, 1]);
  expect(numTensors()).toBe(before);
});

test("openGan() gives the conditional GAN of the run, asked for one class", async () => {
  const options = conditionalOptions();
  const whole = await trainGan(train, tinyConditional, options);
  const set = { "gan.network": "conditional" };
  const run = openRun({ profile: "smoke", data: "phantom", seed: 1, out: dirname(options.folder), set });
  const inRun = { ...run, path: () => options.folder };
  expect(openGan(inRun, "bright")).toEqual(ofEachClass(whole)[1]);
  expect(() => openGan(inRun, "other")).toThrow('has no class "other"');
});

test("a sample depends on its own z and class only, to the last bit, whatever stands beside it", () => {
  const generator = tinyConditional.generator(8, 2);
  const sample = (labels: readonly number[]): Float32Array =>
    sampleImages(generator, stream(1, "z"), 5, labels.length, { classes: 2, labels });
  const mixed = sample([1, 0, 1, 1, 0, 0, 1]);
  expect([...sample([1, 0, 1, 0, 1, 1, 0]).subarray(0, 3 * 64)]).toEqual([...mixed.subarray(0, 3 * 64)]);
  expect([...sample([1])]).toEqual([...mixed.subarray(0, 64)]);
  generator.dispose();
});

test("the fakes of a batch are of the real images' classes", () => {
  const source = openGanBatches(
    train,
    { batchSize: 5, latentDim: 5, flipProbability: 0, classes: 2 },
    1,
    "a",
  );
  tf.tidy(() => {
    for (const indices of source.epoch(() => 0)) {
      const given = Array.from(source.batch(indices).classes!.dataSync());
      const expected = Array.from(indices.indices.dataSync()).flatMap((i) =>
        train.labels[i] === 0 ? [1, 0] : [0, 1],
      );
      expect(given).toEqual(expected);
    }
  });
  source.dispose();
});

test("a conditional training, interrupted and resumed, ends bit by bit as one that was not", async () => {
  await expectResumesExactly(train, tinyConditional, conditionalOptions);
});

test("the step becomes a graph, not one operation at a time", () => {
  useCompute({ mode: "graph" });
  const networks = {
    generator: tinyConditional.generator(8, 2),
    discriminator: tinyConditional.discriminator(8, 2),
  };
  const step = ganStep(networks, { learningRate: 1e-3, beta1: 0.5, beta2: 0.999, penaltyWeight: 1 });
  const source = openGanBatches(
    train,
    { batchSize: 6, latentDim: 5, flipProbability: 0, classes: 2 },
    1,
    "a",
  );
  const compiled = compile((indices: BatchIndices) => step(source.batch(indices)), { otherwise: "throw" });
  for (const indices of source.epoch(() => 0)) {
    const losses = compiled(indices);
    expect(Number.isFinite(losses.discriminator.dataSync()[0])).toBe(true);
    tf.dispose([indices, losses] as never);
  }
  compiled.dispose();
  source.dispose();
});

test("the generator's step moves the tables of the classes in the batch, and of no other", () => {
  const networks = {
    generator: tinyConditional.generator(8, 2),
    discriminator: tinyConditional.discriminator(8, 2),
  };
  const tables = () =>
    networks.generator.trainableWeights.filter((w) => w.shape[0] === 2).map((w) => [...w.read().dataSync()]);
  const only = withLabel(train, 1);
  const source = openGanBatches(only, { batchSize: 6, latentDim: 5, flipProbability: 0, classes: 2 }, 1, "a");
  const step = ganStep(networks, { learningRate: 1e-2, beta1: 0.5, beta2: 0.999, penaltyWeight: 1 });
  const before = tables();
  tf.tidy(() => void step(source.batch(source.epoch(() => 0).next().value as BatchIndices)));
  tables().forEach((table, i) => {
    const moved = table.map((value, k) => value !== before[i]![k]);
    expect(moved.slice(0, table.length / 2)).toEqual(Array(table.length / 2).fill(false));
    expect(moved.slice(table.length / 2).every(Boolean)).toBe(true);
  });
  source.dispose();
});

test("ganJobs() is one training per class, or one of all for a conditional pair", () => {
  expect(ganJobs(train, classes, tinySpec).map(({ name, train: own }) => [name, own.labels.length])).toEqual([
    ["dark", 6],
    ["bright", 6],
  ]);
  expect(ganJobs(train, classes, tinyConditional)).toEqual([{ name: "all classes", train, classes }]);
});

test("a conditional pair without the classes' names, and one class's GAN given several, are refused", async () => {
  const options = tinyOptions({ folder: join("/nowhere") });
  expect(() => ganTraining(train, tinyConditional, options)).toThrow("options without classes");
  await expect(trainGan(train, tinySpec, options)).rejects.toThrow("one GAN per class");
});
