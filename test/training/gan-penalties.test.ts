import type { Scalar, LayersModel, Tensor, Tensor4D, Variable } from "@tensorflow/tfjs";
import { describe, expect, test } from "vitest";
import { leakyRelu, relu, tf } from "../../lib/engine";
import { ganSpec, hasBatchNorm } from "../../lib/models";
import { stream, type Random } from "../../lib/core";
import { dragan, ganPenalties, r1 } from "../../lib/training/gan-penalties";
import type { GanPenalty } from "../../lib/training/gan-penalty";
import { expectClose, normals } from "../engine/compare";
import golden from "../golden/gan-math.json";
import variants from "../golden/gan-variants.json";

const value = (t: Tensor): number => t.dataSync()[0]!;
const { W1, b1, W2, b2, x_real, x_fake } = golden.dense_critic;
const asImages = (rows: number[][]): Tensor4D => tf.tensor4d(rows.flat(), [4, 1, 1, 3]);
const [w1, c1, w2, c2] = [tf.tensor2d(W1), tf.tensor1d(b1), tf.tensor2d(W2), tf.tensor1d(b2)];
const critic =
  (a: Tensor, b: Tensor) =>
  (x: Tensor): Tensor =>
    tf.add(tf.matMul(leakyRelu(tf.add(tf.matMul(tf.reshape(x, [-1, 3]), a), c1), 0.2), b), c2);

describe("on PyTorch's dense critic", () => {
  const real = asImages(x_real);
  const sd = value(tf.sqrt(tf.mean(tf.square(tf.sub(real, tf.mean(real))))));
  // the reference gives what is added; dragan adds mix * sd / 2
  const mix = tf.div(asImages(variants.delta), sd / 2);

  test.each([
    { name: "r1", penalty: r1 },
    { name: "dragan", penalty: dragan },
  ] as const)("a penalty has its value and its gradients to the weights: $name", ({ name, penalty }) => {
    const expected = variants.penalties[name];
    const measure = (a: Tensor, b: Tensor) => penalty.value(critic(a, b), real, asImages(x_fake), mix);
    expect(value(measure(w1, w2))).toBeCloseTo(expected.penalty, 5);
    expectClose(tf.grads(measure)([w1, w2]), [tf.tensor2d(expected.dW1), tf.tensor2d(expected.dW2)], 1e-5);
  });
});

describe.each([
  { name: "r1", penalty: r1 },
  { name: "dragan", penalty: dragan },
])("$name", ({ penalty }) => {
  const [real, fake] = [normals([4, 1, 1, 3], "real"), normals([4, 1, 1, 3], "fake")];
  const mix = tf.fill([4, 1, 1, 3], 0.5);

  test("takes no notice of fakes, and is a mean over images", () => {
    const once = value(penalty.value(critic(w1, w2), real, fake, mix));
    expect(value(penalty.value(critic(w1, w2), real, tf.mul(fake, 9), mix))).toBe(once);
    const twice = (x: Tensor): Tensor => tf.concat([x, x]);
    expect(value(penalty.value(critic(w1, w2), twice(real), fake, twice(mix))) / once).toBeCloseTo(1, 5);
  });

  test("has finite gradients where the slope is 0", () => {
    const slopes = tf.grad((w: Tensor) =>
      penalty.value((x) => tf.matMul(tf.reshape(x, [-1, 3]), w), real, fake, mix),
    );
    expect(
      slopes(tf.zeros([3, 1]))
        .dataSync()
        .every(Number.isFinite),
    ).toBe(true);
  });
});

test("dragan moves no pixel farther than half the batch's standard deviation, and none down", () => {
  const real = normals([5, 4, 4, 1], "moved") as Tensor4D;
  let seen: Tensor | undefined;
  const watch = (x: Tensor): Tensor => {
    seen ??= tf.keep(x.clone());
    return tf.sum(x, [1, 2, 3]);
  };
  const mix = tf.tensor(stream(1, "mix").uniforms(80), [5, 4, 4, 1]);
  dragan.value(watch, real, real, mix);
  const moved = tf.sub(seen!, real).dataSync();
  const sd = value(tf.moments(real).variance.sqrt());
  expect(Math.min(...moved)).toBeGreaterThanOrEqual(-1e-6);
  expect(Math.max(...moved)).toBeLessThan(0.5 * sd + 1e-6);
  expect(Math.max(...moved)).toBeGreaterThan(0.4 * sd);
});

describe.each(Object.entries(ganPenalties))("the second derivative of %s", (_, penalty: GanPenalty) => {
  const training = (model: LayersModel) => (x: Tensor) => model.apply(x, { training: true }) as Tensor;

  // each discriminator without batch norm that a penalty may be combined with: the layers and activations in use
  test.each([
    { network: "wgan-gp-small", normalisation: "own" },
    { network: "small", normalisation: "none" },
  ] as const)("is right through the layers of $network, normalisation $normalisation", (chosen) => {
    const spec = ganSpec({ "gan.network": chosen.network, "gan.normalisation": chosen.normalisation });
    const model = spec.discriminator(16);
    expect(hasBatchNorm(model)).toBe(false);
    holdPattern(model, stream(1, "second"));
    const [real, fake] = [normals([2, 16, 16, 1], "r"), normals([2, 16, 16, 1], "f")];
    const mix = tf.fill(penalty.mixes === "pixel" ? [2, 16, 16, 1] : [2, 1, 1, 1], 0.3);
    const measure = (): Scalar => penalty.value(training(model), real, fake, mix).asScalar();
    const kernels = model.trainableWeights
      .filter((w) => w.originalName.endsWith("kernel"))
      .map((w) => w.read() as Variable);
    // slopes of about 2, so that every penalty has something to hold
    const last = kernels.at(-1)!;
    const norms = tf.sqrt(tf.sum(tf.square(tf.grad((x) => tf.sum(training(model)(x)))(real)), [1, 2, 3]));
    last.assign(tf.mul(last, tf.div(2, tf.mean(norms))));
    const { grads } = tf.variableGrads(measure, kernels);
    for (const kernel of kernels) {
      const direction = tf.div(grads[kernel.name]!, tf.norm(grads[kernel.name]!));
      const before = tf.keep(kernel.clone());
      const at = (by: number): number => {
        kernel.assign(tf.add(before, tf.mul(direction, by)));
        return value(measure());
      };
      const by = 1e-3 * value(tf.norm(before));
      const [high, low] = [at(by), at(-by)];
      kernel.assign(before);
      const slope = (high - low) / (2 * by);
      expect(Math.abs(slope / value(tf.norm(grads[kernel.name]!)) - 1)).toBeLessThan(0.01);
    }
    model.dispose();
  });
});

/**
 * Biases of 10 and -10 in turn and kernels so small that every rectifier stays on its side: where one changes sides the
 * penalty jumps, and a finite difference would measure the jump.
 */
function holdPattern(model: LayersModel, random: Random): void {
  for (const weight of model.trainableWeights) {
    const shape = weight.shape as number[];
    const count = shape.reduce((a, b) => a * b, 1);
    const values = weight.originalName.endsWith("bias")
      ? Float32Array.from({ length: count }, (_, i) => (i % 2 === 0 ? 10 : -10))
      : random.normals(count).map((x) => 0.01 * x);
    weight.write(tf.tensor(values, shape));
  }
}

test("relu and leakyRelu are the activations of these discriminators; tfjs' leakyRelu throws under a penalty", () => {
  const under = (activation: (x: Tensor) => Tensor) => () =>
    tf.grad((w: Tensor) =>
      r1.value((x) => tf.sum(activation(tf.mul(x, w)), [1, 2, 3]), normals([2, 2, 2, 1], "u"), w, w),
    )(tf.scalar(0.5));
  expect(under(relu)).not.toThrow();
  expect(under((x) => leakyRelu(x, 0.2))).not.toThrow();
  expect(under((x) => tf.leakyRelu(x, 0.2))).toThrow();
});
