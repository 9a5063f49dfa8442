import type { LayersModel, Scalar, SymbolicTensor, Tensor, Variable } from "@tensorflow/tfjs";
import { expect, test } from "vitest";
import { stream } from "../../lib/core";
import { layers, numTensors, tf } from "../../lib/engine";
import { buildNetworks, conditional, initialize, networkTable, paramCount, small } from "../../lib/models";
import { conditionalBatchNorm, projectionLogit } from "../../lib/models/conditional";
import { gradientPenalty } from "../../lib/training";
import { oneHot } from "../../lib/training/with-classes";
import golden from "../golden/conditional.json";

const numbers = (t: Tensor): number[] => Array.from(t.dataSync());
const expectClose = (actual: Tensor, expected: readonly number[], within = 1e-5): void =>
  numbers(actual).forEach((value, i) => expect(Math.abs(value - expected[i]!)).toBeLessThan(within));

/** The layer that one weight of the given shape belongs to gets other numbers. */
function setWeight(
  model: LayersModel,
  shape: readonly number[],
  values: readonly (readonly number[])[],
): void {
  const found = model.weights.filter((w) => w.trainable && String(w.shape) === String(shape));
  found.forEach((weight, i) =>
    tf.tidy(() => void weight.write(tf.tensor(values[i]! as number[], shape as number[]))),
  );
  expect(found).toHaveLength(values.length);
}

test("conditionalBatchNorm() normalises over the mixed batch, then scales and shifts each image by its class", () => {
  const { x, y, labels, gamma, beta, eps } = golden.conditional_batch_norm;
  const [maps, classes] = [tf.input({ shape: [1, 1, 2] }), tf.input({ shape: [2] })];
  const model = tf.model({ inputs: [maps, classes], outputs: conditionalBatchNorm(maps, classes) });
  const norm = model.layers.find((layer) => layer.getClassName() === "BatchNormalization");
  (norm as unknown as { epsilon: number }).epsilon = eps;
  const input = () => [tf.tensor4d(x.flat(), [4, 1, 1, 2]), oneHot(labels, 2)];
  tf.tidy(() => {
    const [first] = [model.apply(input(), { training: true }) as Tensor];
    const { mean, variance } = tf.moments(tf.tensor2d(x), 0);
    const plain = tf.div(tf.sub(tf.tensor2d(x), mean), tf.sqrt(tf.add(variance, eps)));
    expectClose(first, numbers(plain)); // the tables start at 1 and 0
  });
  setWeight(model, [2, 2], [gamma.flat(), beta.flat()]);
  tf.tidy(() => expectClose(model.apply(input(), { training: true }) as Tensor, y.flat()));
  model.dispose();
});

test.each([1, 4])("projectionLogit() is w phi + b + v_y phi of maps summed over %i places", (places) => {
  const { features, w, b, class_vectors: vectors, labels, logits, wrong_label: wrong } = golden.projection;
  const [maps, classes] = [tf.input({ shape: [1, places, 3] }), tf.input({ shape: [2] })];
  const model = tf.model({ inputs: [maps, classes], outputs: projectionLogit(maps, classes, 2, places) });
  setWeight(model, [3, 1], [w]);
  setWeight(model, [1], [[b]]);
  setWeight(model, [3, 2], [w.flatMap((_, k) => vectors.map((v) => v[k]!))]);
  // uneven over the places: only their sum counts
  const share = (place: number): number => (places === 1 ? 1 : [0.7, 0.1, 0.5, -0.3][place]!);
  const all = features.flatMap((phi) =>
    Array.from({ length: places }, (_, place) => phi.map((value) => share(place) * value)).flat(),
  );
  const of = (which: readonly number[]): Tensor =>
    model.apply([tf.tensor4d(all, [3, 1, places, 3]), oneHot(which, 2)]) as Tensor;
  tf.tidy(() => {
    expectClose(of(labels), logits);
    expectClose(of(labels.map((label) => 1 - label)), wrong);
  });
  model.dispose();
});

test("conditional draws images in [-1, 1] of each class and gives one logit, at 32 and 64 pixels, and leaks nothing", () => {
  for (const size of [32, 64]) {
    const before = numTensors();
    const { generator, discriminator } = buildNetworks(conditional, size, 3);
    initialize(generator, stream(1, "g"), conditional.initialization);
    initialize(discriminator, stream(1, "d"), conditional.initialization);
    tf.tidy(() => {
      const y = oneHot([0, 1, 2], 3);
      const images = generator.apply([tf.tensor2d(stream(1, "z").normals(300), [3, 100]), y]) as Tensor;
      expect(images.shape).toEqual([3, size, size, 1]);
      expect(numbers(tf.max(tf.abs(images)))[0]).toBeLessThanOrEqual(1);
      expect((discriminator.apply([images, y]) as Tensor).shape).toEqual([3, 1]);
    });
    generator.dispose();
    discriminator.dispose();
    expect(numTensors()).toBe(before);
  }
});

test("a second class costs only its rows of the tables and its vector", () => {
  const count = (classes: number) => {
    const { generator, discriminator } = buildNetworks(conditional, 32, classes);
    const counts = [generator, discriminator].map((model) => paramCount(model).trainable);
    for (const model of [generator, discriminator]) model.dispose();
    return counts;
  };
  const [[g2, d2], [g3, d3]] = [count(2), count(3)];
  expect(g3! - g2!).toBe(2 * (256 + 128 + 64));
  expect(d3! - d2!).toBe(256);
  expect(networkTable(conditional, 32, conditional).every((row) => row[" "] === "")).toBe(true);
  expect(networkTable(conditional, 32, small).some((row) => row[" "] !== "")).toBe(true);
});

test("initialize() leaves a conditional batch norm's tables at 1 and 0", () => {
  const generator = conditional.generator(32, 2);
  initialize(generator, stream(1, "g"), conditional.initialization);
  const tables = generator.trainableWeights.filter((w) => w.shape[0] === 2).map((w) => numbers(w.read()));
  expect(tables.map((table) => [...new Set(table)])).toEqual([[1], [0], [1], [0], [1], [0]]);
  generator.dispose();
});

test("the gradient of the penalty and of the logits agrees with central differences in every weight of a projection", () => {
  const [images, y] = [tf.input({ shape: [4, 4, 1] }), tf.input({ shape: [2] })];
  const maps = layers.conv2d({ filters: 3, kernelSize: 3, padding: "same" }).apply(images) as SymbolicTensor;
  const bent = layers.leakyReLU({ alpha: 0.2 }).apply(maps) as SymbolicTensor;
  const model = tf.model({ inputs: [images, y], outputs: projectionLogit(bent, y, 2, 16) });
  const random = stream(3, "projection");
  for (const weight of model.trainableWeights)
    tf.tidy(() => {
      const shape = weight.shape as number[];
      weight.write(
        tf.tensor(
          random.normals(shape.reduce((a, b) => a * b, 1)).map((v) => 0.3 * v),
          shape,
        ),
      );
    });
  const [real, fake] = [
    tf.tensor4d(random.normals(48), [3, 4, 4, 1]),
    tf.tensor4d(random.normals(48), [3, 4, 4, 1]),
  ];
  const [classes, mix] = [oneHot([0, 1, 1], 2), tf.tensor4d(random.uniforms(3), [3, 1, 1, 1])];
  const discriminate = (x: Tensor) => model.apply([x, classes], { training: true }) as Tensor;
  const total = () =>
    tf.add<Scalar>(
      gradientPenalty.value(discriminate, real, fake, mix),
      tf.mean(tf.softplus(discriminate(fake))),
    );
  const variables = model.trainableWeights.map((w) => w.read() as Variable);
  const { value, grads } = tf.variableGrads(total, variables);
  value.dispose();
  for (const variable of variables) {
    const start = Float32Array.from(variable.dataSync());
    const gradient = grads[variable.name]!.dataSync();
    for (const i of [0, Math.floor(start.length / 2), start.length - 1]) {
      const at = (step: number): number =>
        tf.tidy(() => {
          const moved = Float32Array.from(start);
          moved[i]! += step;
          variable.assign(tf.tensor(moved, variable.shape));
          return total().dataSync()[0]!;
        });
      const slope = (at(1e-3) - at(-1e-3)) / 2e-3;
      at(0);
      expect(Math.abs(slope - gradient[i]!)).toBeLessThan(1e-3 + 1e-3 * Math.abs(slope));
    }
  }
  tf.dispose([grads, real, fake, classes, mix]);
  model.dispose();
});
