import type * as tfjs from "@tensorflow/tfjs";
import { readFileSync } from "node:fs";
import { describe, expect, test } from "vitest";
import { stream } from "../../lib/core";
import { doubleSide, halveSide, numTensors, tf } from "../../lib/engine";
import { initialize, paramCount, pggan, type GrowthStage } from "../../lib/models";
import { EqualizedLayer } from "../../lib/models/equalized-layer";
import { gradientPenalty } from "../../lib/training/gan-penalty";
import { copyByName } from "../../lib/training/network-weights";
import { randomTensor } from "./central-differences";

const spec = pggan({ maps: 6 });
const boxed = pggan({ maps: 6, hasBoxes: true });

type Which = "generator" | "discriminator";

/** A network of a stage with seeded weights, biases too. */
function seeded(which: Which, stage: GrowthStage, of = spec): tfjs.LayersModel {
  const model = of[which](stage);
  initialize(model, stream(1, which, stage.side), "normal 1");
  for (const [i, weight] of model.trainableWeights.entries())
    if (weight.originalName.endsWith("bias"))
      weight.write(tf.mul(randomTensor(weight.shape as number[], `bias ${i}`), 0.3));
  return model;
}

const largest = (x: tfjs.Tensor): number => tf.max(tf.abs(x)).dataSync()[0]!;
const apply = (model: tfjs.LayersModel, ...inputs: tfjs.Tensor[]): tfjs.Tensor =>
  model.apply(inputs.length === 1 ? inputs[0]! : inputs) as tfjs.Tensor;
const alphas = (n: number, alpha: number): tfjs.Tensor => tf.fill([n, 1], alpha);
const fading = (side: number): GrowthStage => ({ side, isFading: true });
const stable = (side: number): GrowthStage => ({ side, isFading: false });

/** A network, and what it becomes when it grows from 8 to 16. */
function grown(which: Which, of = spec): { old: tfjs.LayersModel; now: tfjs.LayersModel } {
  const [old, now] = [seeded(which, stable(8), of), seeded(which, fading(16), of)];
  copyByName(old, now);
  return { old, now };
}

test("the pair for 32 x 32 has the published one's parameters", () => {
  const full = pggan({ maps: 128 });
  const [g, d] = [full.generator(stable(32)), full.discriminator(stable(32))];
  expect(paramCount(g).trainable).toBe(1_297_409);
  expect(paramCount(d).trainable).toBe(1_296_897);
  g.dispose();
  d.dispose();
});

test("its rectifiers leave a fifth of what is negative", () => {
  for (const which of ["generator", "discriminator"] as const) {
    const slopes = spec[which](fading(16))
      .layers.filter((layer) => layer.getClassName() === "LeakyReLU")
      .map((layer) => layer.getConfig()["alpha"]);
    expect(slopes.length).toBeGreaterThan(5);
    expect(new Set(slopes)).toEqual(new Set([0.2]));
  }
});

test("each kernel has He's scale but the latents', a quarter of it, and the ends', which nothing rectifies", () => {
  for (const which of ["generator", "discriminator"] as const)
    for (const layer of spec[which](fading(16)).layers) {
      if (!(layer instanceof EqualizedLayer)) continue;
      const { gain } = layer.options;
      if (which === "generator" && layer.name === "4_dense") expect(gain).toBeCloseTo(Math.SQRT2 / 4, 12);
      else if (layer.name === "logit" || layer.name.endsWith("to_image")) expect(gain).toBe(1);
      else expect(gain ?? Math.SQRT2).toBe(Math.SQRT2);
    }
});

test("latents of any length draw the same image: they are normalised first", () => {
  const model = seeded("generator", stable(8));
  const z = randomTensor([3, 6], "z");
  expect(largest(tf.sub(apply(model, z), apply(model, tf.mul(z, 7))))).toBeLessThan(1e-5);
  model.dispose();
});

test("from 128 x 128 on there are fewer maps than the most, 8,192 / side", () => {
  const shapeOf = (model: tfjs.LayersModel, layer: string): number[] =>
    model.getLayer(layer).weights[0]!.shape as number[];
  const full = pggan({ maps: 128 });
  const [g, d] = [full.generator(stable(256)), full.discriminator(stable(256))];
  expect(shapeOf(g, "64_conv_2")).toEqual([3, 3, 128, 128]);
  expect(shapeOf(g, "128_conv_1")).toEqual([3, 3, 128, 64]);
  expect(shapeOf(g, "256_conv_1")).toEqual([3, 3, 64, 32]);
  expect(shapeOf(g, "256_conv_2")).toEqual([3, 3, 32, 32]);
  expect(shapeOf(d, "256_from_image")).toEqual([1, 1, 1, 32]);
  expect(shapeOf(d, "256_conv_1")).toEqual([3, 3, 32, 32]);
  expect(shapeOf(d, "256_conv_2")).toEqual([3, 3, 32, 64]);
  expect(shapeOf(d, "128_conv_2")).toEqual([3, 3, 64, 128]);
  g.dispose();
  d.dispose();
});

test("the discriminator sees a box's map from -1 to 1: half is nothing to it", () => {
  const model = seeded("discriminator", stable(8), boxed);
  const images = randomTensor([4, 8, 8, 1], "images");
  const judged = (share: number): tfjs.Tensor => apply(model, images, tf.fill([4, 8, 8, 1], share));
  const before = [0, 0.5, 1].map(judged);
  const kernel = model.getLayer("8_from_image").weights[0]!;
  kernel.write(tf.mul(kernel.read(), tf.tensor4d([1, -1], [1, 1, 2, 1]))); // its part of the map, turned round
  expect(largest(tf.sub(judged(0), before[2]!))).toBeLessThan(1e-5);
  expect(largest(tf.sub(judged(0.5), before[1]!))).toBeLessThan(1e-5);
  expect(largest(tf.sub(judged(0), before[0]!))).toBeGreaterThan(0.01);
  model.dispose();
});

describe.each([
  ["alone", spec],
  ["with boxes", boxed],
])("a pair %s", (_, of) => {
  const map = (n: number, side: number): tfjs.Tensor[] =>
    of.hasBoxes ? [tf.cast(tf.greater(randomTensor([n, side, side, 1], "boxes"), 0.5), "float32")] : [];

  test("just grown, draws the images it drew before, each pixel as four", () => {
    const { old, now } = grown("generator", of);
    const z = randomTensor([3, 6], "z");
    const boxes = map(3, 16);
    const before = doubleSide(apply(old, z, ...boxes.map(halveSide)));
    expect(before.shape).toEqual([3, 16, 16, 1]);
    const after = apply(now, z, ...boxes, alphas(3, 0));
    expect(largest(tf.sub(after, before))).toBeLessThan(1e-6);
    const later = apply(now, z, ...boxes, alphas(3, 0.5));
    expect(largest(tf.sub(later, before))).toBeGreaterThan(0.01);
    expect(largest(before)).toBeGreaterThan(0.01);
  });

  test("just grown, judges images as it judged them at half the side", () => {
    const { old, now } = grown("discriminator", of);
    const images = randomTensor([4, 16, 16, 1], "images");
    const boxes = map(4, 16);
    const before = apply(old, halveSide(images), ...boxes.map(halveSide));
    const after = apply(now, images, ...boxes, alphas(4, 0));
    expect(after.shape).toEqual([4, 1]);
    expect(largest(tf.sub(after, before))).toBeLessThan(1e-5);
    expect(largest(tf.sub(apply(now, images, ...boxes, alphas(4, 1)), before))).toBeGreaterThan(0.01);
  });

  test("faded in, is the stage without fading, and the old ends have no gradient", () => {
    for (const which of ["generator", "discriminator"] as const) {
      const { now } = grown(which, of);
      const done = seeded(which, stable(16), of);
      copyByName(now, done);
      const x = which === "generator" ? randomTensor([4, 6], "z") : randomTensor([4, 16, 16, 1], "images");
      const rest = map(4, 16);
      const whole = apply(now, x, ...rest, alphas(4, 1));
      expect(largest(tf.sub(whole, apply(done, x, ...rest)))).toBeLessThan(1e-6);
      const end = which === "generator" ? "8_to_image" : "8_from_image";
      const variables = now.getLayer(end).trainableWeights.map((w) => w.read() as tfjs.Variable);
      const slopes = (alpha: number): number[] => {
        const loss = () => tf.sum(tf.square(apply(now, x, ...rest, alphas(4, alpha)))) as tfjs.Scalar;
        return Object.values(tf.variableGrads(loss, variables).grads).map(largest);
      };
      expect(slopes(1)).toEqual([0, 0]);
      for (const slope of slopes(0.5)) expect(slope).toBeGreaterThan(0);
    }
  });
});

test("a box changes the image", () => {
  const model = seeded("generator", stable(16), boxed);
  const z = randomTensor([1, 6], "z");
  const [without, within] = [tf.zeros([1, 16, 16, 1]), tf.ones([1, 16, 16, 1])];
  expect(largest(tf.sub(apply(model, z, without), apply(model, z, within)))).toBeGreaterThan(0.01);
  model.dispose();
});

/** Kernels of one sign per layer, so that no rectifier is near its kink, where differences of slopes mean nothing. */
function awayFromKinks(model: tfjs.LayersModel): void {
  for (const { name, weights } of model.layers.filter((layer) => layer.weights.length > 0)) {
    const positive = tf.add(tf.sigmoid(weights[0]!.read()), 0.1);
    weights[0]!.write(name.includes("conv") ? tf.neg(positive) : positive);
  }
}

test.each([
  ["stable", stable(8), spec],
  ["fading", fading(8), spec],
  ["with boxes", fading(8), boxed],
])(
  "the penalty's gradient to the discriminator's weights is that of central differences: %s",
  (_, stage, of) => {
    const model = seeded("discriminator", stage, of);
    awayFromKinks(model);
    const inside = (name: string, side = 8): tfjs.Tensor =>
      tf.sigmoid(randomTensor([4, side, side, 1], name));
    const rest = [
      ...(of.hasBoxes ? [tf.add(0.5, tf.mul(0.5, inside("boxes")))] : []),
      ...(stage.isFading ? [alphas(4, 0.4)] : []),
    ];
    const penalty = (): tfjs.Scalar =>
      gradientPenalty.value(
        (images) => apply(model, images, ...rest),
        inside("real"),
        inside("fake"),
        tf.fill([4, 1, 1, 1], 0.3),
      ) as tfjs.Scalar;
    const kernels = model.trainableWeights.filter((w) => w.originalName.endsWith("kernel"));
    const variables = kernels.map((w) => w.read() as tfjs.Variable);
    const { grads } = tf.variableGrads(penalty, variables);
    const errors = variables.map((variable) => {
      const values = variable.dataSync<"float32">();
      const found = grads[variable.name]!.dataSync();
      const scale = Math.max(...found.map(Math.abs));
      expect(scale).toBeGreaterThan(0);
      const at = (i: number, step: number): number => {
        const moved = values.slice();
        moved[i]! += step;
        variable.assign(tf.tensor(moved, variable.shape));
        return penalty().dataSync()[0]!;
      };
      const places = [0, 1, 2].map((k) => Math.floor(((k + 0.5) * values.length) / 3));
      const h = 0.03;
      const here = places.map((i) => Math.abs((at(i, h) - at(i, -h)) / (2 * h) - found[i]!) / scale);
      variable.assign(tf.tensor(values, variable.shape));
      return Math.max(...here);
    });
    expect(Math.max(...errors)).toBeLessThan(0.02);
    model.dispose();
  },
);

test("networks leave no tensor", () => {
  const before = numTensors();
  for (const which of ["generator", "discriminator"] as const) boxed[which](fading(16)).dispose();
  expect(numTensors()).toBe(before);
});

test("the networks of the notebook's cell are these", () => {
  const { cells } = JSON.parse(readFileSync("notebooks/related/pggan.ipynb", "utf8")) as {
    cells: { source: string[]; metadata: { tags?: string[] } }[];
  };
  const cell = cells.find(({ metadata }) => metadata.tags?.includes("network"))!.source.join("");
  const [, whole = ""] = readFileSync("lib/models/pggan.ts", "utf8").split("export function pggan(");
  const [text = ""] = whole.split("\n}\n");
  expect(text).toContain("discriminator: ({ side, isFading }) => {");
  expect(cell.replaceAll("models.", "")).toContain(`function pggan(${text}\n}`);
});
