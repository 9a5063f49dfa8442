import type { Scalar, Tensor4D } from "@tensorflow/tfjs";
import { describe, expect, test } from "vitest";
import { compile, draws, numTensors, tf, useCompute } from "../../lib/engine";
import { augmentation, diffAugment, trainGan } from "../../lib/training";
import { ganStep, type GanBatch, type GanLosses } from "../../lib/training/gan-step";
import { squares, tinyOptions, tinySpec } from "./tiny";
import { tinyBatch, tinyDiscriminator, tinyGenerator } from "./tiny-gan";

const size = 16;
const options = { learningRate: 1e-3, beta1: 0.5, beta2: 0.999, penaltyWeight: 10 };
const pair = () => ({ generator: tinyGenerator(size), discriminator: tinyDiscriminator(size) });
const read = (losses: GanLosses): number[] =>
  [losses.discriminator, losses.generator, losses.penalty].map((l: Scalar) => l.dataSync()[0] as number);

describe("ganStep() with an augmentation", () => {
  test("shows it every image the discriminator gets: real, fake, and the generator's", () => {
    const seen: Tensor4D[] = [];
    const augment = (images: Tensor4D): Tensor4D => {
      seen.push(tf.keep(images.clone()));
      return tf.zerosLike(images);
    };
    const batch = tinyBatch(size, 4);
    const losses = read(ganStep(pair(), { ...options, augment })(batch));
    expect(seen).toHaveLength(3);
    const real = tf.add(batch.real, batch.noiseReal).dataSync();
    expect(seen[0]!.dataSync()).toEqual(real);
    expect(losses.every(Number.isFinite)).toBe(true);
    tf.dispose(seen);
  });

  test("moves the generator by gradients that went through it", () => {
    const networks = pair();
    const before = networks.generator.trainableWeights.map((w) => [...w.read().dataSync()]);
    const blind = (images: Tensor4D): Tensor4D => tf.mul(images, 0);
    ganStep(networks, { ...options, augment: blind })(tinyBatch(size, 4));
    expect(networks.generator.trainableWeights.map((w) => [...w.read().dataSync()])).toEqual(before);
    const half = (images: Tensor4D): Tensor4D => tf.mul(images, 0.5);
    ganStep(networks, { ...options, augment: half })(tinyBatch(size, 4));
    expect(networks.generator.trainableWeights.map((w) => [...w.read().dataSync()])).not.toEqual(before);
  });

  test("gives eager's first losses as a graph", () => {
    const augmented = augmentation(diffAugment);
    const [a, b] = [draws(1, "augment"), draws(1, "augment")];
    const eager = ganStep(pair(), { ...options, augment: (x) => augmented(x, a) });
    const graph = ganStep(pair(), { ...options, augment: (x) => augmented(x, b) });
    useCompute({ mode: "graph" });
    const compiled = compile(graph as (batch: GanBatch) => GanLosses);
    const batch = tinyBatch(size, 8);
    const [expected, actual] = [read(eager(batch)), read(compiled(batch))];
    expected.forEach((loss, i) => expect(Math.abs(actual[i]! / loss - 1)).toBeLessThan(1e-5));
    expect(b.position).toBe(a.position);
    compiled.dispose();
    useCompute({ mode: "eager" });
  });
});

test("trainGan() with an augmentation: interrupted and gone on it ends bit by bit as if not interrupted", async () => {
  const train = squares("train", 12, () => 1);
  const augmentation = diffAugment;
  const before = numTensors();
  const expected = await trainGan(train, tinySpec, tinyOptions({ epochs: 3, augmentation }));
  const plain = await trainGan(train, tinySpec, tinyOptions({ epochs: 3 }));
  expect(plain.history).not.toEqual(expected.history);
  const broken = tinyOptions({ epochs: 3, augmentation });
  const stop = ({ epoch }: { epoch: number }) => {
    if (epoch === 2) throw new Error("stop");
  };
  await expect(trainGan(train, tinySpec, broken, stop)).rejects.toThrow("stop");
  expect((await trainGan(train, tinySpec, broken)).history).toEqual(expected.history);
  expect(numTensors()).toBe(before);
});
