import { join } from "node:path";
import type { Tensor } from "@tensorflow/tfjs";
import { describe, expect, test } from "vitest";
import { stream } from "../../lib/core";
import { numTensors, tf } from "../../lib/engine";
import { initialize } from "../../lib/models";
import { mlp } from "../../lib/models/mlp";
import {
  discriminatorScores,
  generateAll,
  ganLosses,
  loadKeras,
  ofEachClass,
  trainGan,
} from "../../lib/training";
import { byFeatures } from "../../lib/training/gan-losses";
import { ganStep } from "../../lib/training/gan-step";
import { ganTraining } from "../../lib/training/gan-training";
import { classLoss, featureDistance, readOutputs, withHeads } from "../../lib/training/with-heads";
import { gradients, normals, numericGradient } from "../engine/compare";
import { expectResumesExactly } from "./expect-resumes-exactly";
import { remedyCases, tinyAcGan } from "./remedy-cases";
import { squares, tinyOptions, tinySpec } from "./tiny";
import { tinyConditional } from "./tiny-conditional";
import { tinyBatch, tinyDiscriminator, tinyGenerator } from "./tiny-gan";

const train = squares("train", 12, (i) => i % 2);
const classes = ["dark", "bright"];

describe("withHeads()", () => {
  const options = { minibatchKernels: 0, initialization: "glorot uniform" as const };
  test("gives the logit as it was, what the last layer is given, and class logits, all on the same weights", () => {
    const before = numTensors();
    const written = tinyDiscriminator(8);
    const x = normals([3, 8, 8, 1], "images");
    const plain = [...(written.predict(x) as Tensor).dataSync()];
    const model = withHeads(written, { ...options, classes: 4 }, stream(1, "heads"));
    const { logits, features, classLogits } = readOutputs(model.predict(x) as Tensor[]);
    expect([...logits.dataSync()]).toEqual(plain);
    const [kernel, bias] = written.layers.at(-1)!.getWeights() as [Tensor, Tensor];
    const again = [...tf.add(tf.matMul(features as never, kernel as never), bias).dataSync()];
    again.forEach((logit, i) => expect(logit).toBeCloseTo(plain[i]!, 5));
    expect(classLogits?.shape).toEqual([3, 4]);
    expect(model.trainableWeights).toHaveLength(written.trainableWeights.length + 2);
    tf.dispose([x, logits, features!, classLogits!]);
    model.dispose();
    expect(numTensors()).toBeLessThan(before + 12); // this test's own tensors; the weights are gone
    expect(() => written.predict(tf.zeros([1, 8, 8, 1]))).toThrow(/disposed/);
  });

  test("adds to a logit what the batch mates say: copies get another one, by as much whatever the image's features", () => {
    const written = tinyDiscriminator(8, { normalised: false });
    const model = withHeads(written, { ...options, minibatchKernels: 4 }, stream(1, "heads"));
    const one = normals([1, 8, 8, 1], "one");
    const logit = (images: Tensor, of = model) => [
      ...readOutputs(of.predict(images) as Tensor | Tensor[]).logits.dataSync(),
    ];
    const alone = logit(one)[0]!;
    expect(alone).toBeCloseTo(logit(one, written as never)[0]!, 5); // no mates: nothing is added
    const copies = logit(tf.concat([one, one, one]));
    const weights = (model.layers.filter((l) => l.getClassName() === "Dense").at(-1) ?? model.layers[0])!;
    const sum = weights.getWeights()[0]!.sum().dataSync()[0]!;
    copies.forEach((l) => expect(l).toBeCloseTo(alone + 2 * sum, 4)); // 2 mates, each at distance 0
    model.dispose();
  });

  test("refuses a discriminator without a dense layer that makes the logit", () => {
    const model = tf.sequential({ layers: [tf.layers.flatten({ inputShape: [8, 8, 1] }), tf.layers.dense({ units: 2 })] }); // prettier-ignore
    expect(() => withHeads(model, { ...options, classes: 2 }, stream(1, "x"))).toThrow("Cannot take the discriminator's features"); // prettier-ignore
    model.dispose();
  });
});

test("classLoss() is the mean of log of the softmax at the class, also of large logits, with its gradient", () => {
  const logits = tf.tensor2d([2, 0, -1, 1000, 0, 0], [2, 3]);
  const y = tf.tensor2d([0, 1, 0, 1, 0, 0], [2, 3]);
  const first = Math.log(Math.exp(2) + 1 + Math.exp(-1));
  expect(classLoss(logits, y).dataSync()[0]).toBeCloseTo(first / 2, 5);
  const f = (x: Tensor) => classLoss(x, y);
  const x = normals([2, 3], "logits");
  const slope = [...gradients(f, [x])[0]!.dataSync()];
  numericGradient(f, [x], 0, [0, 1, 4]).forEach((d, i) => expect(slope[[0, 1, 4][i]!]).toBeCloseTo(d, 2));
});

test("featureDistance() is 0 for equal means, the squared shift otherwise, and moves the generated ones towards the real", () => {
  const real = tf.tensor2d([1, 2, 3, 4], [2, 2]);
  expect(featureDistance(real, tf.tensor2d([3, 4, 1, 2], [2, 2])).dataSync()[0]).toBe(0);
  expect(featureDistance(real, tf.add(real, 2)).dataSync()[0]).toBe(8);
  const [slope] = gradients((fake) => featureDistance(real, fake), [tf.add(real, 2)]);
  expect([...slope!.dataSync()].every((s) => s > 0)).toBe(true);
});

describe("ganStep() with heads", () => {
  const options = { learningRate: 1e-3, beta1: 0.5, beta2: 0.999, penaltyWeight: 1 };

  test("by features trains the generator by their distance alone, and moves no weight or average of the discriminator", () => {
    const networks = {
      generator: tinyGenerator(8),
      discriminator: withHeads(tinyDiscriminator(8), { minibatchKernels: 0, initialization: "glorot uniform" }, stream(1, "h")), // prettier-ignore
    };
    const batch = tinyBatch(8, 4);
    const step = ganStep(networks, { ...options, loss: byFeatures(ganLosses["cross-entropy"]) });
    let before: Float32Array[] = [];
    const all = () => networks.discriminator.weights.map((w) => w.read().dataSync() as Float32Array);
    const apply = step.optimizers.discriminator.applyGradients.bind(step.optimizers.discriminator);
    step.optimizers.discriminator.applyGradients = (grads) => {
      apply(grads);
      before = all().map((w) => w.slice());
    };
    const features = (images: Tensor) =>
      readOutputs(networks.discriminator.apply(images, { training: true }) as Tensor[]).features!;
    const generator = tinyGenerator(8); // as it is before the step
    const loss = step(batch).generator.dataSync()[0]!;
    expect(all()).toEqual(before);
    const fake = tf.add(generator.apply(batch.latentG, { training: true }) as Tensor, batch.noiseG);
    const expected = featureDistance(
      features(tf.add(batch.real, batch.noiseReal)),
      features(fake),
    ).dataSync()[0]!;
    expect(loss / expected).toBeCloseTo(1, 3);
  });

  test("asked for classes pulls the generator by the class term's weight, and reports the adversarial losses", () => {
    const run = (classWeight: number) => {
      const networks = {
        generator: tinyConditional.generator(8, 2),
        discriminator: withHeads(tinyDiscriminator(8), { classes: 2, minibatchKernels: 0, initialization: "glorot uniform" }, stream(1, "h")), // prettier-ignore
      };
      initialize(networks.generator, stream(1, "start"), "glorot uniform");
      const batch = { ...tinyBatch(8, 4), classes: tf.tensor2d([1, 0, 0, 1, 1, 0, 0, 1], [4, 2]) };
      const step = ganStep(networks, { ...options, classWeight });
      let grads: Float32Array[] = [];
      const apply = step.optimizers.generator.applyGradients.bind(step.optimizers.generator);
      step.optimizers.generator.applyGradients = (all) => {
        grads = Object.values(all as Record<string, Tensor>).map((g) => g.dataSync() as Float32Array);
        apply(all);
      };
      const losses = step(batch);
      return { grads, losses: [losses.discriminator, losses.generator].map((l) => l.dataSync()[0]!) };
    };
    const [none, one, two] = [0, 1, 2].map(run) as [ReturnType<typeof run>, ReturnType<typeof run>, ReturnType<typeof run>]; // prettier-ignore
    expect(one.losses).toEqual(none.losses); // the class term is not in them
    let moved = 0;
    one.grads.forEach((g, i) =>
      g.forEach((value, k) => {
        const [at0, at2] = [none.grads[i]![k]!, two.grads[i]![k]!];
        moved = Math.max(moved, Math.abs(value - at0));
        expect(at2 - value).toBeCloseTo(value - at0, 3); // linear in the weight
      }),
    );
    expect(moved).toBeGreaterThan(0.01);
  });
});

describe.each(remedyCases)("a training with %s", (_, spec, images, changes) => {
  test("interrupted and gone on it ends bit by bit as if not interrupted, and leaves no tensor", async () => {
    const before = numTensors();
    await expectResumesExactly(images, spec, () => tinyOptions({ epochs: 3, ...changes }));
    expect(numTensors()).toBe(before);
  });
});

test("an auxiliary pair's saved discriminator takes images alone, and its generator draws every class", async () => {
  const whole = await trainGan(train, tinyAcGan, tinyOptions({ epochs: 2, classes, name: "all classes" }));
  const gans = ofEachClass(whole);
  expect((await generateAll(gans, 3)).labels).toEqual([0, 0, 0, 1, 1, 1]);
  const [dark, bright] = await Promise.all(gans.map((gan) => discriminatorScores(gan, train)));
  expect(dark).toEqual(bright); // it is not told the class
  const saved = await loadKeras(join(whole.folder, "discriminator.h5"));
  expect([saved.inputs.length, saved.outputs.length, saved.countParams()]).toEqual([1, 1, tinySpec.discriminator(8).countParams()]); // prettier-ignore
  saved.dispose();
});

test("the MLP pair trains", () => {
  const training = ganTraining(
    squares("train", 12, () => 1),
    mlp,
    tinyOptions({ penaltyWeight: 1 }),
  );
  while (training.history.length < 1) training.step();
  expect(Number.isFinite(training.history[0]!.generator)).toBe(true);
  training.dispose();
});
