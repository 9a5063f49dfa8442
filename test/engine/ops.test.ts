import type { Tensor, Tensor4D } from "@tensorflow/tfjs";
import { describe, expect, test } from "vitest";
import { batchNormTraining, biasAdd, conv, leakyRelu, tf } from "../../lib/engine";
import { cases } from "./cases";
import { expectClose, gradients, normals, numericGradient, secondGradients } from "./compare";

describe.each(cases)("$name", ({ name, ours, plain, shapes }) => {
  const inputs = shapes.map((shape, i) => normals(shape, name, i));

  test("equals its composed form in value and in every first derivative", () => {
    expectClose([ours(...inputs)], [plain(...inputs)], 1e-5);
    expectClose(gradients(ours, inputs), gradients(plain, inputs), 1e-5);
  });

  test("has first derivatives that agree with central differences", () => {
    gradients(ours, inputs).forEach((gradient, which) => {
      const places = [...new Set([0, gradient.size >> 1, gradient.size - 1])];
      const values = gradient.dataSync();
      const most = Math.max(...values.map(Math.abs));
      numericGradient(ours, inputs, which, places).forEach((expected, i) => {
        expect(Math.abs(values[places[i]!]! - expected)).toBeLessThan(1e-2 * most);
      });
    });
  });

  test("has second derivatives equal to its composed form's", () => {
    expectClose(secondGradients(ours, inputs), secondGradients(plain, inputs), 1e-5);
  });

  test("leaves no tensor behind", () => {
    const steps = [() => ours(...inputs), () => gradients(ours, inputs), () => secondGradients(ours, inputs)];
    for (const step of steps) {
      tf.dispose(step());
      const before = tf.memory().numTensors;
      tf.dispose(step());
      expect(tf.memory().numTensors).toBe(before);
    }
  });
});

describe("leakyRelu()", () => {
  test("differentiates leaky(x)^3 twice to 6 x, scaled where x is negative", () => {
    const second = tf.grad((x) => tf.sum(tf.grad((t) => tf.sum(tf.pow(leakyRelu(t, 0.2), 3)))(x)));
    const [positive, negative] = second(tf.tensor1d([6, -5])).dataSync();
    expect(positive).toBeCloseTo(36, 4);
    expect(negative).toBeCloseTo(6 * -5 * 0.2 ** 3, 5);
  });

  test("has slope alpha at 0, as tfjs and Keras", () => {
    expect(
      tf
        .grad((x) => tf.sum(leakyRelu(x, 0.2)))(tf.tensor1d([0]))
        .dataSync()[0],
    ).toBeCloseTo(0.2, 6);
  });
});

describe("batchNormTraining()", () => {
  const x = normals([4, 3, 3, 2], "statistics");
  const gamma = tf.tensor1d([1, 2]);
  const beta = tf.tensor1d([0, -1]);

  test("gives the population's variance, not the sample's", () => {
    const seen: number[][] = [];
    batchNormTraining(x, gamma, beta, {
      statistics: (mean, variance) => seen.push(Array.from(mean.dataSync()), Array.from(variance.dataSync())),
    });
    const { mean, variance } = tf.moments(x, [0, 1, 2]);
    expectClose([tf.tensor1d(seen[0]!), tf.tensor1d(seen[1]!)], [mean, variance], 1e-6);
  });

  test("takes its epsilon into value and derivatives", () => {
    const f = (t: Tensor) => batchNormTraining(t, gamma, beta, { epsilon: 0.5 });
    const plain = (t: Tensor): Tensor => {
      const { mean, variance } = tf.moments(t, [0, 1, 2]);
      return tf.add(tf.mul(tf.div(tf.sub(t, mean), tf.sqrt(tf.add(variance, 0.5))), gamma), beta);
    };
    expectClose([f(x)], [plain(x)], 1e-5);
    expectClose(gradients(f, [x]), gradients(plain, [x]), 1e-5);
    expectClose(secondGradients(f, [x]), secondGradients(plain, [x]), 1e-5);
  });

  test("is finite on a batch without variance", () => {
    const flat = tf.fill([4, 2], 3);
    expect(Array.from(batchNormTraining(flat, gamma, beta).dataSync())).toEqual([0, -1, 0, -1, 0, -1, 0, -1]);
    expect(
      secondGradients((t) => batchNormTraining(t, gamma, beta), [flat])[0]!
        .dataSync()
        .every(Number.isFinite),
    ).toBe(true);
  });
});

describe("a gradient that is the last", () => {
  const x = normals([4, 3], "last");
  const ones = tf.ones([3]);
  const throughGradientOf = (f: (parameter: Tensor) => Tensor) =>
    tf.grad((input: Tensor) =>
      tf.sum(tf.square(tf.grad((p) => tf.sum(tf.square(tf.mul(f(p), input))))(ones))),
    )(x);

  test("throws for a bias instead of being a silent constant", () => {
    expect(() =>
      tf.grad((t) => tf.sum(tf.square(tf.grad((b) => tf.sum(tf.square(biasAdd(t, b))))(ones))))(x),
    ).toThrow(/Cannot differentiate the gradient of a bias again/);
  });

  test("throws for batch norm's gamma and beta", () => {
    expect(() => throughGradientOf((gamma) => batchNormTraining(x, gamma, ones))).toThrow(
      /gradient of (gamma|beta) again/,
    );
    expect(() => throughGradientOf((beta) => batchNormTraining(x, ones, beta))).toThrow(
      /gradient of (gamma|beta) again/,
    );
  });

  test("throws at batch norm's third derivative", () => {
    const once = (f: (t: Tensor) => Tensor) => (t: Tensor) => tf.sum(tf.square(tf.grad(f)(t)));
    const norm = (t: Tensor) => tf.sum(tf.pow(batchNormTraining(t, ones, ones), 3));
    expect(() => once(once(once(norm)))(x)).toThrow(/batch normalisation's second derivative again/);
  });

  test("throws for the kernel of a direct convolution", () => {
    const map = normals([1, 4, 4, 2], "map") as Tensor4D;
    const kernel = normals([3, 3, 2, 2], "kernel");
    const slope = (t: Tensor) =>
      tf.grad((w) => tf.sum(tf.square(conv(t as Tensor4D, w as Tensor4D))))(kernel);
    expect(() => tf.grad((t) => tf.sum(tf.square(slope(t))))(map)).toThrow(/Conv2DBackpropFilter/);
  });
});
