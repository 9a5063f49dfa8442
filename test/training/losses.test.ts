import type { Tensor, Tensor2D } from "@tensorflow/tfjs";
import { describe, expect, test } from "vitest";
import { tf } from "../../lib/engine";
import { binaryCrossEntropy, crossEntropy, generatorLoss } from "../../lib/training/losses";
import golden from "../golden/gan-math.json";

const column = (...values: number[]): Tensor => tf.tensor2d(values, [values.length, 1]);
const number = (t: Tensor): number => t.dataSync()[0]!;

describe("binaryCrossEntropy()", () => {
  const { logits, target1, target0, target0_9 } = golden.bce_with_logits;

  test.each([
    { target: 1, expected: target1 },
    { target: 0, expected: target0 },
    { target: 0.9, expected: target0_9 },
  ])("equals PyTorch's on logits at target $target", ({ target, expected }) => {
    logits.forEach((logit, i) => {
      const loss = number(binaryCrossEntropy(column(logit), column(target)));
      expect(Math.abs(loss - expected[i]!)).toBeLessThan(1e-6 * Math.max(1, expected[i]!));
    });
  });

  test("gives the discriminator 2 ln 2 at D = 0", () => {
    const zero = column(0, 0, 0);
    const loss = tf.add(
      binaryCrossEntropy(zero, tf.onesLike(zero)),
      binaryCrossEntropy(zero, tf.zerosLike(zero)),
    );
    expect(number(loss)).toBeCloseTo(1.3862944, 6);
  });

  test("sums to PyTorch's discriminator loss over a real and a fake batch", () => {
    const { real_logits, fake_logits, d_bce_sum } = golden.gan_losses;
    const real = binaryCrossEntropy(column(...real_logits), column(1, 1));
    const fake = binaryCrossEntropy(column(...fake_logits), column(0, 0));
    expect(number(tf.add(real, fake))).toBeCloseTo(d_bce_sum, 6);
  });

  test("is the same game with every label and every logit inverted", () => {
    const d = column(1.2, -0.3, 4);
    const t = column(1, 0, 0.9);
    expect(number(binaryCrossEntropy(tf.neg(d), tf.sub(1, t)))).toBeCloseTo(
      number(binaryCrossEntropy(d, t)),
      6,
    );
  });

  test("has its minimum at ln 9 for a target smoothed to .9", () => {
    const slope = tf.grad((d: Tensor) => binaryCrossEntropy(d, column(0.9)));
    expect(number(slope(column(Math.log(9))))).toBeCloseTo(0, 6);
    expect(number(slope(column(2.1)))).toBeLessThan(-1e-3);
    expect(number(slope(column(2.3)))).toBeGreaterThan(1e-3);
  });

  test("has the gradient (sigmoid(d) - target) / n, also far out", () => {
    const d = column(-40, -1, 0.5, 40);
    const t = column(1, 0, 1, 0);
    const gradient = tf
      .grad((x: Tensor) => binaryCrossEntropy(x, t))(d)
      .dataSync();
    const expected = [-1, 1 / (1 + Math.E), 1 / (1 + Math.exp(-0.5)) - 1, 1].map((g) => g / 4);
    gradient.forEach((g, i) => expect(g).toBeCloseTo(expected[i]!, 6));
  });
});

describe("generatorLoss()", () => {
  test("is the non-saturating loss, not the minimax one", () => {
    const { fake_logits, g_nonsat } = golden.gan_losses;
    expect(number(generatorLoss(column(...fake_logits)))).toBeCloseTo(g_nonsat, 6);
  });

  test("still pushes where the discriminator is sure: slope -1 at -40", () => {
    expect(number(tf.grad((d: Tensor) => generatorLoss(d))(column(-40)))).toBeCloseTo(-1, 6);
  });
});

describe("crossEntropy()", () => {
  const logits = tf.tensor2d([
    [2, -1],
    [0.5, 0.5],
    [-60, 60],
  ]);
  const oneHot = tf.tensor2d([
    [1, 0],
    [0, 1],
    [1, 0],
  ]);

  test("is the mean of -log softmax at the true class, finite far out", () => {
    const expected = (Math.log1p(Math.exp(-3)) + Math.LN2 + 120) / 3;
    expect(number(crossEntropy(logits, oneHot))).toBeCloseTo(expected, 4);
  });

  test("has the gradient (softmax - target) / n", () => {
    const gradient = tf.grad((x: Tensor) => crossEntropy(x as Tensor2D, oneHot))(logits);
    const expected = tf.div(tf.sub(tf.softmax(logits), oneHot), 3);
    expect(tf.max(tf.abs(tf.sub(gradient, expected))).dataSync()[0]).toBeLessThan(1e-6);
  });
});
