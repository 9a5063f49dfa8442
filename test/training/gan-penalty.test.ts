import type { Scalar, Sequential, Tensor, Tensor4D, Variable } from "@tensorflow/tfjs";
import { describe, expect, test } from "vitest";
import { stream } from "../../lib/core/random";
import { layers, leakyRelu, relu, tf } from "../../lib/engine";
import { gradientPenalty } from "../../lib/training/gan-penalty";
import { expectClose, normals } from "../engine/compare";
import golden from "../golden/gan-math.json";
import { composedDiscriminator, tinyDiscriminator } from "./tiny-gan";

const value = (t: Tensor): number => t.dataSync()[0]!;

/** The penalty where real and fake images are the same: at these images, whatever the mix. */
const penaltyAt = (discriminate: (images: Tensor) => Tensor, images: Tensor): Scalar =>
  gradientPenalty.value(discriminate, images, images, tf.zeros([images.shape[0]!, 1, 1, 1])).asScalar();

describe("gradientPenalty on PyTorch's dense critic", () => {
  const { W1, b1, W2, b2, x_real, x_fake, eps, cases } = golden.dense_critic;
  const parameters = [tf.tensor2d(W1), tf.tensor1d(b1), tf.tensor2d(W2), tf.tensor1d(b2)];
  const asImages = (rows: number[][]): Tensor4D => tf.tensor4d(rows.flat(), [4, 1, 1, 3]);
  const at = [asImages(x_real), asImages(x_fake), tf.tensor4d(eps, [4, 1, 1, 1])] as const;
  const critic =
    (activation: (x: Tensor) => Tensor) =>
    (x: Tensor, [w1, c1, w2, c2]: Tensor[]) => {
      const hidden = activation(tf.add(tf.matMul(tf.reshape(x, [-1, 3]), w1!), c1!));
      return tf.add(tf.matMul(hidden, w2!), c2!);
    };

  test.each([
    { name: "lrelu0.2|wgan_gp|logit", activation: (x: Tensor) => leakyRelu(x, 0.2) },
    { name: "lrelu0.01|wgan_gp|logit", activation: (x: Tensor) => leakyRelu(x, 0.01) },
    { name: "relu|wgan_gp|logit", activation: relu },
  ] as const)("has its value and its gradients to the weights: $name", ({ name, activation }) => {
    const { penalty, dW1, db1, dW2 } = cases[name];
    const d = critic(activation);
    // biases stay outside: PyTorch's gradient to them is exactly 0, as a piecewise linear critic's must be
    const [w1, c1, w2, c2] = parameters as [Tensor, Tensor, Tensor, Tensor];
    expect(db1.every((gradient) => gradient === 0)).toBe(true);
    const measure = (a: Tensor, b: Tensor) => gradientPenalty.value((x) => d(x, [a, c1, b, c2]), ...at);
    expect(value(measure(w1, w2))).toBeCloseTo(penalty, 6);
    expectClose(tf.grads(measure)([w1, w2]), [tf.tensor2d(dW1), tf.tensor2d(dW2)], 1e-5);
  });

  test("is that of the logits: on probabilities it would be another number", () => {
    const d = critic((x) => leakyRelu(x, 0.2));
    const onProbabilities = value(gradientPenalty.value((x) => tf.sigmoid(d(x, parameters)), ...at));
    expect(onProbabilities).toBeCloseTo(cases["lrelu0.2|wgan_gp|sigmoid"].penalty, 5);
    expect(cases["lrelu0.2|wgan_gp|sigmoid"].penalty).toBeGreaterThan(
      8 * cases["lrelu0.2|wgan_gp|logit"].penalty,
    );
  });
});

describe("gradientPenalty on PyTorch's convolutional critic", () => {
  test("has its value and its gradients, through our layers", () => {
    const { x_real, x_fake, eps, K, b, Wd, bd, penalty, dK, dWd } = golden.conv_critic;
    const model = tf.sequential({
      layers: [
        layers.conv2d({ inputShape: [6, 6, 1], filters: 3, kernelSize: 4, strides: 2, padding: "same" }),
        layers.leakyReLU({ alpha: 0.2 }),
        layers.flatten(),
        layers.dense({ units: 1 }),
      ],
    });
    model.setWeights([tf.tensor(K, [4, 4, 1, 3]), tf.tensor(b), tf.tensor(Wd, [27, 1]), tf.tensor(bd)]);
    const asImages = (values: number[]): Tensor4D => tf.tensor4d(values, [2, 6, 6, 1]);
    const at = [asImages(x_real), asImages(x_fake), tf.tensor4d(eps, [2, 1, 1, 1])] as const;
    const variables = [0, 2].map((i) => model.trainableWeights[i]!.read() as Variable);
    const { value: measured, grads } = tf.variableGrads(
      () => gradientPenalty.value(training(model), ...at).asScalar(),
      variables,
    );
    expect(value(measured) / penalty).toBeCloseTo(1, 5);
    const [kernel, dense] = variables.map((v) => grads[v.name]);
    expectClose([kernel!, dense!], [tf.tensor(dK, [4, 4, 1, 3]), tf.tensor(dWd, [27, 1])], 1e-5);
  });
});

describe("gradientPenalty", () => {
  const linear = (w: number[]) => (x: Tensor) => tf.matMul(tf.reshape(x, [-1, 3]), tf.tensor2d(w, [3, 1]));
  const images = normals([4, 1, 1, 3], "images") as Tensor4D;

  test("is 0 for a slope of 1 and 4 for a slope of 3", () => {
    const { w } = golden.linear_critic;
    expect(value(penaltyAt(linear(w), images))).toBeCloseTo(0, 6);
    expect(value(penaltyAt(linear(w.map((x) => 3 * x)), images))).toBeCloseTo(4, 5);
  });

  test("has finite gradients where the slope is 0", () => {
    const measure = (w: Tensor) => penaltyAt((x) => tf.matMul(tf.reshape(x, [-1, 3]), w), images);
    const gradient = tf.grad(measure)(tf.zeros([3, 1]));
    expect(value(measure(tf.zeros([3, 1])))).toBeCloseTo(1, 5);
    expect(gradient.dataSync().every(Number.isFinite)).toBe(true);
  });

  test("takes the norm per image: a batch joined with itself has the same penalty", () => {
    const model = tinyDiscriminator(8, { normalised: false });
    const batch = normals([3, 8, 8, 1], "twice") as Tensor4D;
    const once = value(penaltyAt(training(model), batch));
    const twice = value(penaltyAt(training(model), tf.concat([batch, batch])));
    expect(twice / once).toBeCloseTo(1, 5);
  });

  test("couples an image to its batch mates through batch norm, and only through it", () => {
    const first = normals([1, 8, 8, 1], "first");
    const slopeOfFirst = (model: Sequential, other: Tensor) =>
      tf.slice(
        tf.grad((x) => tf.sum(training(model)(x)))(tf.concat([first, other])),
        [0, 0, 0, 0],
        [1, 8, 8, 1],
      );
    const moves = (normalised: boolean): number => {
      const model = tinyDiscriminator(8, { normalised });
      const [a, b] = ["a", "b"].map((name) => slopeOfFirst(model, normals([1, 8, 8, 1], name)));
      return tf.max(tf.abs(tf.sub(a!, b!))).dataSync()[0]!;
    };
    expect(moves(false)).toBeLessThan(1e-6);
    expect(moves(true)).toBeGreaterThan(1e-3);
  });

  test("has the composed network's gradients through convolution, batch norm and leaky ReLU in training mode", () => {
    const model = tinyDiscriminator(8);
    const batch = normals([4, 8, 8, 1], "batch") as Tensor4D;
    const variables = model.trainableWeights.slice(0, -1).map((w) => w.read() as Variable);
    const ours = tf.variableGrads(() => penaltyAt(training(model), batch), variables);
    const plain = tf.variableGrads(() => penaltyAt(composedDiscriminator(model), batch), variables);
    expect(value(ours.value) / value(plain.value)).toBeCloseTo(1, 5);
    const most = (t: Tensor | null): number => (t === null ? 0 : value(tf.max(tf.abs(t))));
    const compared = variables.filter(({ name }) => {
      const [mine, expected] = [ours.grads[name] ?? null, plain.grads[name]!];
      // biases before batch norm, and shifts behind the last slope, have no gradient but rounding
      if (most(expected) > 1e-4) expectClose([mine!], [expected], 5e-5);
      else expect(most(mine), name).toBeLessThan(1e-4);
      return most(expected) > 1e-4;
    });
    expect(compared.length).toBeGreaterThanOrEqual(6); // two kernels, two gammas, a beta, the dense kernel
  });

  test("is taken on the line between each real image and its fake one, at one place for all its pixels", () => {
    const mix = tf.tensor4d(stream(3, "mix").uniforms(4), [4, 1, 1, 1]);
    const real = normals([4, 3, 3, 1], "real");
    const fake = normals([4, 3, 3, 1], "fake");
    let seen: Tensor | undefined;
    gradientPenalty.value((images) => tf.sum((seen = tf.keep(images.clone())), [1, 2, 3]), real, fake, mix);
    const share = tf.div(tf.sub(seen!, fake), tf.sub(real, fake));
    expectClose([share], [tf.broadcastTo(mix, [4, 3, 3, 1])], 1e-4);
  });
});

function training(model: Sequential): (x: Tensor) => Tensor {
  return (x) => model.apply(x, { training: true }) as Tensor;
}
