import { readFileSync } from "node:fs";
import { join } from "node:path";
import type { LayersModel, Scalar, Tensor } from "@tensorflow/tfjs";
import { afterEach, expect, test } from "vitest";
import { compile, numTensors, tf, useCompute } from "../../lib/engine";
import { setReference, withVirtualNorm, type GanSpec } from "../../lib/models";
import { mlp } from "../../lib/models/mlp";
import { generate, imagesAt, openUntrained, trainGan, type GanOptions } from "../../lib/training";
import type { GanBatch } from "../../lib/training/gan-batch";
import { ganStep, type GanLosses } from "../../lib/training/gan-step";
import { ganTraining } from "../../lib/training/gan-training";
import { withReferenceBatch } from "../../lib/training/with-reference-batch";
import { normals } from "../engine/compare";
import { expectResumesExactly } from "./expect-resumes-exactly";
import { squares, tinyOptions, tinySpec } from "./tiny";
import { tinyConditional } from "./tiny-conditional";
import { tinyBatch, tinyDiscriminator, tinyGenerator } from "./tiny-gan";

afterEach(() => useCompute({ mode: "eager" }));

const train = squares("train", 12, () => 1);
const options = (changes: Partial<GanOptions> = {}): GanOptions =>
  tinyOptions({ epochs: 3, referenceBatch: 4, ...changes });
const numbers = (of: readonly Tensor[]): number[] => of.flatMap((t) => [...t.dataSync()]);

test("withReferenceBatch() draws the same batch for the same training, another one for another seed, and none without", () => {
  const reference = (changes: Partial<GanOptions>, spec: GanSpec = tinySpec, of = train): number[] => {
    const model = withReferenceBatch(spec.generator(8, 2), of, spec, options(changes));
    const found = numbers(
      model.layers.filter((l) => l.getClassName() === "ReferenceRows").flatMap((l) => l.getWeights()),
    );
    model.dispose();
    return found;
  };
  const drawn = reference({});
  expect(drawn).toHaveLength(4 * tinySpec.latentDim);
  expect(new Set(drawn).size).toBe(drawn.length);
  expect(reference({})).toEqual(drawn);
  expect(reference({ seed: 2 })).not.toEqual(drawn);
  expect(reference({ referenceBatch: 0 })).toEqual([]);
  const sorted = squares("train", 12, (i) => Number(i >= 6)); // as folders of classes are read
  const conditional = reference({ classes: ["dark", "bright"] }, tinyConditional, sorted);
  const ofDark = conditional.slice(-8).filter((_, i) => i % 2 === 0);
  expect(new Set(ofDark)).toEqual(new Set([0, 1])); // of both classes
});

test("a GAN's step with virtual batch norm gives as a graph what it gives eagerly", () => {
  const pair = () => {
    const generator = withVirtualNorm(tinyGenerator(16), 4);
    setReference(generator, normals([4, 5], "reference"));
    return { generator, discriminator: tinyDiscriminator(16) };
  };
  const [eager, graph] = [pair(), pair()];
  const rates = { learningRate: 1e-3, beta1: 0.5, beta2: 0.999, penaltyWeight: 10 };
  const step = ganStep(eager, rates);
  useCompute({ mode: "graph" });
  const compiled = compile(ganStep(graph, rates) as (batch: GanBatch) => GanLosses); // throws what it cannot record
  const read = (losses: GanLosses): number[] =>
    [losses.discriminator, losses.generator, losses.penalty].map((l: Scalar) => l.dataSync()[0]!);
  const kept = ({ generator }: { generator: LayersModel }): number[] =>
    numbers(generator.weights.filter((w) => w.originalName.includes("moving")).map((w) => w.read()));
  const batch = tinyBatch(16, 8);
  const [a, b] = [read(step(batch)), read(compiled(batch))];
  a.forEach((loss, i) => expect(b[i]! / loss).toBeCloseTo(1, 5));
  const [own, others] = [kept(eager), kept(graph)];
  own.forEach((value, i) => expect(others[i]).toBeCloseTo(value, 4));
  expect(Math.max(...own)).toBeGreaterThan(0);
  compiled.dispose();
});

test("as graphs a training with virtual batch norm, interrupted and gone on, ends with the same bits and leaves no tensor", async () => {
  useCompute({ mode: "graph" });
  const before = numTensors();
  await expectResumesExactly(train, tinySpec, () => options());
  expect(numTensors()).toBe(before);
});

test("a generator that was saved draws the training's images, each by itself, and says by how many latents it was normalised", async () => {
  const given = options();
  const training = ganTraining(train, tinySpec, given);
  while (training.history.length < given.epochs) training.step();
  training.recomputeStatistics();
  const gan = await trainGan(train, tinySpec, given);
  const latents = normals([7, 5], "z");
  const z = latents.dataSync<"float32">();
  const expected = (training.ema.predict(latents) as Tensor).dataSync<"float32">();
  const { pixels } = await imagesAt(gan, z);
  pixels.forEach((value, i) => expect(Math.abs(value - expected[i]!)).toBeLessThan(1e-5));
  const alone = (await imagesAt(gan, z.subarray(15, 20))).pixels; // the fourth, without its mates
  alone.forEach((value, i) => expect(Math.abs(value - pixels[3 * 64 + i]!)).toBeLessThan(1e-6));
  expect((await imagesAt(gan, z)).pixels).toEqual(pixels);
  expect(JSON.parse(readFileSync(join(given.folder, "gan.json"), "utf8"))).toMatchObject({
    referenceBatch: 4,
  });
  const untrained = openUntrained(gan).pixels;
  expect(untrained.every((p) => Math.abs(p) <= 1)).toBe(true);
  expect(new Set(untrained).size).toBeGreaterThan(1000);
  expect(untrained.slice(0, 64)).not.toEqual((await generate(gan, 1)).pixels);
  training.dispose();
  tf.dispose(latents);
});

test("a training of a generator without batch norm is refused before it begins, and leaves no tensor", () => {
  const before = numTensors();
  expect(() => ganTraining(train, mlp, options({ penaltyWeight: 1 }))).toThrow(
    /without batch norm.*Set gan\.referenceBatch=0/,
  );
  expect(numTensors()).toBe(before);
});
