import type { Scalar, Tensor, Tensor4D } from "@tensorflow/tfjs";
import { describe, expect, test } from "vitest";
import { compile, draws, numTensors, tf, useCompute } from "../../lib/engine";
import { augmentation, diffAugment, nonSaturating, trainGan } from "../../lib/training";
import type { GanBatch } from "../../lib/training/gan-batch";
import { ganStep, type GanLosses } from "../../lib/training/gan-step";
import { ganTraining } from "../../lib/training/gan-training";
import { expectResumesExactly } from "./expect-resumes-exactly";
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

describe("ganStep() with an observer", () => {
  test("shows it the logits of the real images, in training mode, after both networks have moved", () => {
    const networks = pair();
    const kernels = () => [...networks.generator.trainableWeights[0]!.read().dataSync()];
    const begun = kernels();
    const seen: { outputs: number[]; hasMoved: boolean }[] = [];
    const observe = (outputs: Tensor): void => {
      seen.push({ outputs: [...outputs.dataSync()], hasMoved: String(kernels()) !== String(begun) });
    };
    const batch = tinyBatch(size, 4);
    const expected = pair().discriminator.apply(tf.add(batch.real, batch.noiseReal), {
      training: true,
    }) as Tensor;
    const step = ganStep(networks, { ...options, observe });
    step(batch);
    expect(seen).toHaveLength(1);
    expect(seen[0]!.outputs.map((x) => x.toFixed(4))).toEqual(
      [...expected.dataSync()].map((x) => x.toFixed(4)),
    );
    expect(seen[0]!.hasMoved).toBe(true);
    step.discriminatorAlone(batch);
    expect(seen).toHaveLength(2);
  });
});

/** Whatever the discriminator says counts as "real": p rises all the time. */
const alwaysReal = { ...nonSaturating, boundary: -1000 };

describe.each([
  ["an augmentation", { augmentation: diffAugment }],
  ["an adaptive augmentation", { augmentation: "adaptive" as const, loss: alwaysReal }],
])("trainGan() with %s", (_, changes) => {
  test("interrupted and gone on it ends bit by bit as if not interrupted", async () => {
    const train = squares("train", 12, () => 1);
    const before = numTensors();
    const expected = await expectResumesExactly(train, tinySpec, () =>
      tinyOptions({ epochs: 3, ...changes }),
    );
    const { augmentation, ...others } = changes;
    const plain = await trainGan(train, tinySpec, tinyOptions({ epochs: 3, ...others }));
    expect(augmentation).toBeDefined();
    expect(plain.history).not.toEqual(expected.history);
    expect(numTensors()).toBe(before);
  });
});

test("a training steers p by its own logits, the same as a graph, and puts it into the history and the checkpoint", async () => {
  const train = squares("train", 12, () => 1);
  const options = tinyOptions({ epochs: 4, augmentation: "adaptive", loss: alwaysReal });
  const ends = async (mode: "eager" | "graph") => {
    useCompute({ mode });
    const training = ganTraining(train, tinySpec, options);
    while (training.history.length < 4) training.step();
    const { state } = training.save();
    const other = ganTraining(train, tinySpec, options);
    await other.restore(training.save());
    expect(other.save().state.batches.adaptive).toEqual(state.batches.adaptive);
    expect(state.batches.adaptive?.[0]).toBe(training.history.at(-1)!.augmentationProbability);
    for (const one of [training, other]) one.dispose();
    useCompute({ mode: "eager" });
    return training.history.map((l) => l.augmentationProbability!);
  };
  const eager = await ends("eager");
  // 12 steps of 5, 5 and 2 images: p has moved after each 4th, by 1/5,000 per image
  [0, 17, 34, 48].forEach((images, i) => expect(eager[i]).toBeCloseTo(images / 5000, 7));
  (await ends("graph")).forEach((p, i) => expect(p).toBeCloseTo(eager[i]!, 7));
});
