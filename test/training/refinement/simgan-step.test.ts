import type { Tensor4D } from "@tensorflow/tfjs";
import { expect, test } from "vitest";
import { stream } from "../../../lib/core";
import { tf } from "../../../lib/engine";
import { initialize } from "../../../lib/models";
import { simGanLosses } from "../../../lib/training/refinement";
import { patchLogits, simGanStep } from "../../../lib/training/refinement/simgan-step";
import { lossGradientError, numbersOf, randomizeWeights } from "./loss-gradients";
import { simGanOptions, tinySimGan } from "./tiny-refinement";

const random = (...name: string[]) => stream(1, ...name);
const batch = (name: string, n = 4): Tensor4D =>
  tf.tensor4d(
    random(name)
      .normals(n * 64)
      .map((x) => Math.tanh(x / 2)),
    [n, 8, 8, 1],
  );
const none = { stored: tf.zeros([4, 8, 8, 1]) as Tensor4D, isStored: tf.zeros([4, 1, 1, 1]) as Tensor4D };

function open() {
  const networks = { refiner: tinySimGan.refiner(8), discriminator: tinySimGan.discriminator(8) };
  for (const [name, network] of Object.entries(networks)) initialize(network, random(name), "glorot uniform");
  return { ...networks, step: simGanStep(networks, simGanLosses, simGanOptions()) };
}

test("the refiner's gradients are those of central differences", () => {
  const { refiner, step } = open();
  randomizeWeights(refiner, random("all")); // a block that begins at zero stands where ReLU has no derivative
  const x = batch("x");
  expect(lossGradientError([refiner], () => step.refinerLoss(x))).toBeLessThan(0.02);
});

test("each step moves its own network and leaves the other bit-equal", () => {
  const { refiner, discriminator, step } = open();
  const [x, real] = [batch("x"), batch("real")];
  let [r, d] = [numbersOf(refiner), numbersOf(discriminator)];
  step.refinerAlone(x);
  expect(numbersOf(refiner)).not.toEqual(r);
  expect(numbersOf(discriminator)).toEqual(d);
  r = numbersOf(refiner);
  step.discriminatorAlone(x, real, none);
  expect(numbersOf(refiner)).toEqual(r);
  expect(numbersOf(discriminator)).not.toEqual(d);
  d = numbersOf(discriminator);
  step.both([x, batch("y"), batch("z")], real, none);
  expect(numbersOf(refiner)).not.toEqual(r);
  expect(numbersOf(discriminator)).not.toEqual(d);
});

test("the discriminator learns to say real of real images, not of refined ones", () => {
  const { refiner, discriminator, step } = open();
  const [x, real] = [batch("x"), batch("real")];
  const margin = (): number => {
    const said = (images: Tensor4D) =>
      tf.mean(patchLogits(discriminator.apply(images) as Tensor4D)).dataSync()[0]!;
    return said(real) - said(refiner.apply(x) as Tensor4D);
  };
  const before = margin();
  for (let k = 0; k < 3; k++) step.discriminatorAlone(x, real, none);
  expect(margin()).toBeGreaterThan(before + 0.01);
});

test("a step of both gives the images of the refiner that has moved, and what is stored stands in for them", () => {
  const { refiner, step } = open();
  const [x, y, real] = [batch("x"), batch("y"), batch("real")];
  const { refined, losses } = step.both([x, x, y], real, none);
  const expected = refiner.apply(y) as Tensor4D;
  expect(tf.max(tf.abs(tf.sub(refined, expected))).dataSync()[0]).toBeLessThan(1e-5);
  expect(losses.shape).toEqual([3]);
  const all = { stored: real, isStored: tf.ones([4, 1, 1, 1]) as Tensor4D };
  const { losses: ofReal } = open().step.discriminatorAlone(y, real, all); // real images on both sides
  const { losses: ofRefined } = open().step.discriminatorAlone(y, real, none);
  expect(ofReal.dataSync()[0]).not.toBeCloseTo(ofRefined.dataSync()[0]!, 3);
  expect(ofReal.dataSync()[0]).toBeGreaterThanOrEqual(2 * Math.LN2 - 1e-6); // nothing tells equal images apart
});

test("patchLogits() and the losses are the cross-entropy of a softmax of two", () => {
  const maps = tf.tensor4d([0.3, -0.8, 2, 2, -1, 4], [1, 1, 3, 2]);
  const p = tf.softmax(maps).dataSync(); // refined, real
  const expected = -[p[1]!, p[3]!, p[5]!].reduce((sum, q) => sum + Math.log(q), 0) / 3;
  expect(simGanLosses.refiner(patchLogits(maps)).dataSync()[0]).toBeCloseTo(expected, 5);
  const [sure, unsure] = [tf.fill([1, 1, 2], 3), tf.fill([1, 1, 2], -1)]; // real patches, refined ones
  const right = Math.log1p(Math.exp(-3)) + Math.log1p(Math.exp(-1));
  expect(simGanLosses.discriminator(sure, unsure).dataSync()[0]).toBeCloseTo(right, 5);
  const zero = tf.zeros([2, 3, 3]);
  expect(simGanLosses.discriminator(zero, zero).dataSync()[0]).toBeCloseTo(2 * Math.LN2, 6);
});

test("self-regularisation is a mean: it does not depend on how many pixels there are", () => {
  for (const size of [8, 32]) {
    const [a, b] = [tf.fill([2, size, size, 1], 0.5), tf.fill([2, size, size, 1], 0.2)];
    expect(simGanLosses.selfRegularisation(a, b).dataSync()[0]).toBeCloseTo(0.3, 6);
  }
});
