import type { LayersModel, Tensor4D } from "@tensorflow/tfjs";
import { expect, test } from "vitest";
import { stream } from "../../../lib/core";
import { layers, tf } from "../../../lib/engine";
import { initialize } from "../../../lib/models";
import { cycleGanLosses } from "../../../lib/training/refinement";
import {
  cycleGanRate,
  cycleGanStep,
  type CycleGanNetworks,
} from "../../../lib/training/refinement/cyclegan-step";
import golden from "../../golden/gan-math.json";
import { lossGradientError, numbersOf } from "./loss-gradients";
import { cycleGanOptions, tinyCycleGan } from "./tiny-refinement";

const batch = (name: string, size = 8): Tensor4D =>
  tf.tensor4d(
    stream(1, name)
      .normals(2 * size * size)
      .map((x) => Math.tanh(x / 2)),
    [2, size, size, 1],
  );
const none = { stored: tf.zeros([2, 8, 8, 1]) as Tensor4D, isStored: tf.zeros([2, 1, 1, 1]) as Tensor4D };

function open(changes: Partial<CycleGanNetworks> = {}, size = 8) {
  const networks: CycleGanNetworks = {
    forward: tinyCycleGan.generator(size),
    backward: tinyCycleGan.generator(size),
    ofA: tinyCycleGan.discriminator(size),
    ofB: tinyCycleGan.discriminator(size),
  };
  for (const [name, network] of Object.entries(networks))
    initialize(network as LayersModel, stream(1, name), "glorot uniform");
  const all = { ...networks, ...changes };
  return { ...all, ...cycleGanStep(all, cycleGanLosses, cycleGanOptions()) };
}

/** A network that multiplies its images by a number. */
const times = (factor: number): LayersModel =>
  tf.sequential({
    layers: [
      layers.conv2d({
        inputShape: [8, 8, 1],
        filters: 1,
        kernelSize: 1,
        padding: "same",
        useBias: false,
        weights: [tf.fill([1, 1, 1, 1], factor)],
      }),
    ],
  });

test("the losses are those of the reference, and each loss is 0 where nothing is to be gained", () => {
  const { real_logits: real, fake_logits: fake, lsgan_d } = golden.gan_losses;
  const found = cycleGanLosses.discriminator(tf.tensor1d(real), tf.tensor1d(fake));
  expect(found.dataSync()[0]).toBeCloseTo(lsgan_d, 6);
  expect(cycleGanLosses.generator(tf.ones([2, 3, 3, 1])).dataSync()[0]).toBe(0);
});

test("of generators that change nothing, cycle and identity terms are exactly 0", () => {
  const { ofA, ofB, generatorLoss, step } = open({ forward: times(1), backward: times(1) });
  const [a, b] = [batch("a"), batch("b")];
  const square = (network: LayersModel, x: Tensor4D): number =>
    tf.mean(tf.square(tf.sub(network.apply(x) as Tensor4D, 1))).dataSync()[0]!;
  expect(generatorLoss(a, b).dataSync()[0]).toBeCloseTo(square(ofB, a) + square(ofA, b), 5);
  const { losses } = step(a, b, { a: none, b: none });
  expect([...losses.dataSync()].slice(1, 3)).toEqual([0, 0]);
});

test("the generator to B is asked to leave images of B as they are, not of A", () => {
  const { step } = open({ forward: times(3), backward: times(1) });
  const [zero, b] = [tf.zerosLike(batch("a")) as Tensor4D, batch("b")];
  const identity = step(zero, b, { a: none, b: none }).losses.dataSync()[2]!;
  expect(identity).toBeCloseTo(2 * tf.mean(tf.abs(b)).dataSync()[0]!, 4);
});

test("the generators' gradients are those of central differences", () => {
  const { forward, backward, generatorLoss } = open({}, 16); // at 8 x 8 a norm over 2 x 2 places bends too much for differences
  const [a, b] = [batch("a", 16), batch("b", 16)];
  expect(lossGradientError([forward, backward], () => generatorLoss(a, b), 4e-4)).toBeLessThan(0.03);
});

test("the discriminators see fakes of before the generators moved, and the pools' in their place", () => {
  const { forward, ofA, ofB, step } = open();
  const [a, b] = [batch("a"), batch("b")];
  const before = forward.apply(a, { training: true }) as Tensor4D;
  const judged = numbersOf(ofA, ofB);
  const { fakeB, losses } = step(a, b, { a: none, b: none });
  // in one pass with the images of B: what a generator makes of one image does not depend on another
  expect(tf.max(tf.abs(tf.sub(fakeB, before))).dataSync()[0]).toBeLessThan(1e-6);
  expect(numbersOf(ofA, ofB)).not.toEqual(judged);
  const pooled = { stored: b, isStored: tf.ones([2, 1, 1, 1]) as Tensor4D };
  const { losses: withPool } = open().step(a, b, { a: none, b: pooled });
  expect([...withPool.dataSync()].slice(0, 3)).toEqual([...losses.dataSync()].slice(0, 3));
  expect(withPool.dataSync()[3]).not.toBeCloseTo(losses.dataSync()[3]!, 4);
});

test("each discriminator learns to rank its own domain's images above those that are made for it", () => {
  const { forward, backward, ofA, ofB, optimizers, step } = open();
  Object.assign(optimizers.generators, { learningRate: 0 });
  const [a, b] = [batch("a"), batch("b")];
  const margins = (): number[] =>
    (
      [
        [ofA, a, backward.apply(b)],
        [ofB, b, forward.apply(a)],
      ] as [LayersModel, Tensor4D, Tensor4D][]
    ).map(([judge, real, fake]) => {
      const said = (x: Tensor4D): number => tf.mean(judge.apply(x) as Tensor4D).dataSync()[0]!;
      return said(real) - said(fake);
    });
  const before = margins();
  for (let k = 0; k < 5; k++) step(a, b, { a: none, b: none });
  margins().forEach((margin, i) => expect(margin).toBeGreaterThan(before[i]! + 0.01));
});

test("the generators' part moves no discriminator: with theirs at rate 0 they are bit-equal", () => {
  const { forward, backward, ofA, ofB, optimizers, step } = open();
  const rate = (adam: object, value: number): void => void Object.assign(adam, { learningRate: value });
  const [a, b] = [batch("a"), batch("b")];
  const judges = numbersOf(ofA, ofB);
  rate(optimizers.discriminators, 0);
  step(a, b, { a: none, b: none });
  expect(numbersOf(ofA, ofB)).toEqual(judges);
  const makers = numbersOf(forward, backward);
  rate(optimizers.discriminators, 1e-2);
  rate(optimizers.generators, 0);
  step(a, b, { a: none, b: none });
  expect(numbersOf(forward, backward)).toEqual(makers);
  expect(numbersOf(ofA, ofB)).not.toEqual(judges);
});

test("the learning rate is constant, then falls linearly to 0", () => {
  const options = cycleGanOptions({ steps: 200, learningRate: 2e-4, constantShare: 0.5 });
  expect([0, 99, 100].map((k) => cycleGanRate(k, options))).toEqual([2e-4, 2e-4, 2e-4]);
  expect(cycleGanRate(150, options)).toBeCloseTo(1e-4, 10);
  expect(cycleGanRate(199, options)).toBeCloseTo(2e-6, 10);
  expect(cycleGanRate(199, { ...options, constantShare: 1 })).toBe(2e-4);
});
