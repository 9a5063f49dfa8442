import type { Tensor, Tensor2D } from "@tensorflow/tfjs";
import { expect, test } from "vitest";
import { mean, stream } from "../../lib/core";
import { concat } from "../../lib/data";
import { compile, numTensors, tf, useCompute } from "../../lib/engine";
import { semiSupervisedLoss } from "../../lib/training/semi-supervised-loss";
import { logitsOf, trainClassifier } from "../../lib/training";
import { squares } from "./tiny";

const rows = [
  [1.5, -0.3, 0.2],
  [-2, 0.4, 3],
  [0.1, 0.1, 0.1],
  [40, -40, 2],
];
const labels = [0, 2, 1, 0]; // the last two are generated: their labels do not matter
const real = [1, 1, 0, 0];

/** Salimans et al. 2016, section 5, as printed: L_supervised + L_unsupervised with D = Z / (Z + 1). */
function asPrinted(logits: readonly (readonly number[])[]): number {
  const Z = logits.map((row) => row.reduce((sum, v) => sum + Math.exp(v), 0));
  const supervised = (i: number): number => -Math.log(Math.exp(logits[i]![labels[i]!]!) / Z[i]!);
  const isRealImage = (i: number): number => -Math.log(Z[i]! / (Z[i]! + 1));
  const isFake = (i: number): number => -Math.log(1 / (Z[i]! + 1));
  return (supervised(0) + isRealImage(0) + supervised(1) + isRealImage(1)) / 2 + (isFake(2) + isFake(3)) / 2;
}

function loss(logits: readonly (readonly number[])[], isReal: readonly number[] = real): number {
  return tf.tidy(() => {
    const oneHot = tf.cast(tf.oneHot(tf.tensor1d(labels, "int32"), 3), "float32") as Tensor2D;
    const x = tf.tensor2d(logits.map((row) => [...row]));
    return semiSupervisedLoss(x, oneHot, tf.tensor2d([...isReal], [4, 1])).dataSync()[0]!;
  });
}

test("semiSupervisedLoss() is the paper's, finite where a generated image looks surely real", () => {
  expect(loss(rows)).toBeCloseTo(asPrinted(rows), 4);
  const before = numTensors();
  expect(Number.isFinite(loss([...rows.slice(0, 3), [300, -300, 0]]))).toBe(true);
  expect(numTensors()).toBe(before);
});

test("it does not depend on what generated images are labelled, and a batch may lack one kind", () => {
  const swapped = tf.tidy(() => {
    const oneHot = tf.cast(tf.oneHot(tf.tensor1d([0, 2, 0, 2], "int32"), 3), "float32") as Tensor2D;
    return semiSupervisedLoss(tf.tensor2d(rows), oneHot, tf.tensor2d(real, [4, 1])).dataSync()[0]!;
  });
  expect(swapped).toBeCloseTo(loss(rows), 6);
  for (const all of [0, 1]) expect(Number.isFinite(loss(rows, [all, all, all, all]))).toBe(true);
});

test("its gradient is that of central differences, and lowers every logit of a generated image", () => {
  const logits = rows.map((row) => row.map((v) => Math.max(-4, Math.min(4, v))));
  const oneHot = tf.cast(tf.oneHot(tf.tensor1d(labels, "int32"), 3), "float32") as Tensor2D;
  const of = (x: Tensor) => semiSupervisedLoss(x as Tensor2D, oneHot, tf.tensor2d(real, [4, 1]));
  const gradient = tf.tidy(() => tf.grad(of)(tf.tensor2d(logits)).arraySync()) as number[][];
  oneHot.dispose();
  const h = 1e-4;
  for (const [i, row] of logits.entries())
    for (const k of row.keys()) {
      const moved = (by: number) => logits.map((r, a) => r.map((v, b) => (a === i && b === k ? v + by : v)));
      const numeric = (asPrinted(moved(h)) - asPrinted(moved(-h))) / (2 * h);
      expect(gradient[i]![k]).toBeCloseTo(numeric, 4);
    }
  for (const g of [...gradient[2]!, ...gradient[3]!]) expect(g).toBeGreaterThan(0);
});

test("a compiled step has the same value", () => {
  const random = stream(1, "semi-supervised");
  const [x, oneHot, isReal] = [
    tf.tensor2d(random.normals(12), [4, 3]),
    tf.cast(tf.oneHot(tf.tensor1d(labels, "int32"), 3), "float32") as Tensor2D,
    tf.tensor2d(real, [4, 1]),
  ];
  useCompute({ mode: "graph" });
  const graph = compile((a: Tensor2D) => semiSupervisedLoss(a, oneHot, isReal));
  const [compiled, eager] = [graph(x), semiSupervisedLoss(x, oneHot, isReal)];
  expect(compiled.dataSync()[0]).toBeCloseTo(eager.dataSync()[0]!, 6);
  graph.dispose();
  useCompute({ mode: "eager" });
  tf.dispose([x, oneHot, isReal, compiled, eager]);
});

test("a classifier trained so tells fakes from real images and the classes from each other", async () => {
  const [train, noise] = [squares("train", 32, (i) => i % 2), squares("synthetic", 32, () => 0)];
  const pixels = stream(2, "noise").uniforms(noise.pixels.length);
  const fakes = { ...noise, foldId: train.foldId, pixels: pixels.map((v) => 2 * v - 1) };
  const all = concat<"train" | "synthetic">(train, fakes);
  const kernel = (units: number) => ({
    units,
    kernelInitializer: tf.initializers.glorotUniform({ seed: units }),
  });
  const model = tf.sequential({
    layers: [
      tf.layers.flatten({ inputShape: [8, 8, 1] }),
      tf.layers.dense({ ...kernel(16), activation: "relu" }),
      tf.layers.dense(kernel(2)),
    ],
  });
  const validation = squares("validation", 16, (i) => i % 2);
  const history = await trainClassifier(model, all, validation, {
    epochs: 20,
    stepsPerEpoch: 8,
    batchSize: 8,
    learningRate: 1e-2,
    patience: 20,
    seed: 1,
    name: "semi-supervised",
    isReal: all.ids.map((_, i) => i < 32),
  });
  const mass = (logits: readonly (readonly number[])[]): number =>
    mean(logits, (row) => Math.log(row.reduce((sum, v) => sum + Math.exp(v), 0)));
  const [ofReal, ofFakes] = [mass(logitsOf(model, validation)), mass(logitsOf(model, fakes))];
  model.dispose();
  expect(ofReal).toBeGreaterThan(ofFakes + 1); // log Z: above 0 is real
  expect(ofFakes).toBeLessThan(0);
  expect(Math.max(...history.epochs.map((e) => e.validationAccuracy))).toBeGreaterThan(0.8);
});
