import type * as tfjs from "@tensorflow/tfjs";
import { afterEach, expect, test } from "vitest";
import {
  batchNormTraining,
  biasAdd,
  compile,
  conv,
  leakyRelu,
  numTensors,
  relu,
  tf,
  useCompute,
} from "../../lib/engine";
import { gradientPenalty } from "../../lib/training/gan-penalty";

afterEach(() => useCompute({ mode: "graph", convolution: "winograd", precision: "float32" }));

/** What a step gives in a graph of that precision, and how many tensors it leaves. */
function inGraph(precision: "float32" | "bfloat16", step: () => tfjs.Tensor[]): number[][] {
  useCompute({ mode: "graph", convolution: "direct", precision });
  const graph = compile(step);
  const results = graph();
  const values = results.map((result) => [...result.dataSync()]);
  tf.dispose(results);
  const before = numTensors();
  tf.dispose(graph());
  expect(numTensors()).toBe(before);
  graph.dispose();
  return values;
}

/** The nearest number of 8 binary digits, ties to the even one. */
function rounded(x: number): number {
  const unit = 2 ** (Math.floor(Math.log2(Math.abs(x) || 1)) - 7);
  const steps = x / unit;
  const low = Math.floor(steps);
  const isUp = steps - low > 0.5 || (steps - low === 0.5 && low % 2 !== 0);
  return (low + Number(isUp)) * unit;
}

const sines = (shape: number[], from = 0): tfjs.Tensor =>
  tf.tensor(
    Array.from({ length: shape.reduce((a, b) => a * b, 1) }, (_, i) => Math.sin(i * 1.7 + from)),
    shape,
  );
const integers = (shape: number[], from = 0): tfjs.Tensor => tf.round(tf.mul(sines(shape, from), 2));

test("a product rounds what it multiplies to bfloat16", () => {
  const x = sines([16, 16]) as tfjs.Tensor2D;
  const step = () => [tf.matMul(x, tf.eye(16)), tf.matMul(tf.eye(16), x)];
  const values = [...x.dataSync()];
  expect(inGraph("bfloat16", step)).toEqual([values.map(rounded), values.map(rounded)]);
  expect(inGraph("float32", step)).toEqual([values, values]);
});

test("products and gradients of small whole numbers are exact", () => {
  const x = integers([2, 4, 4, 3]) as tfjs.Tensor4D;
  const kernel = integers([3, 3, 3, 2], 1) as tfjs.Tensor4D;
  const dy = integers([2, 2, 2, 2], 2) as tfjs.Tensor4D;
  const matrices = [integers([2, 3, 4], 3), integers([2, 4, 5], 4)] as const;
  const step = () => {
    const y = (a: tfjs.Tensor, k: tfjs.Tensor) => conv(a as tfjs.Tensor4D, k as tfjs.Tensor4D, 2);
    const gradients = tf.grads(y)([x, kernel], dy);
    return [y(x, kernel), ...gradients, tf.matMul(...matrices), biasAdd(y(x, kernel), integers([2], 5))];
  };
  const exact = inGraph("float32", step);
  expect(exact.flat().some((value) => value !== 0)).toBe(true);
  expect(inGraph("bfloat16", step)).toEqual(exact);
});

test("losses, statistics, variables and optimisers stay float32", () => {
  const weight = tf.variable(tf.tensor2d([[1]]));
  const average = tf.variable(tf.tensor1d([0]));
  const optimizer = tf.train.sgd(2 ** -12);
  const step = () => {
    const { value, grads } = tf.variableGrads(
      () => tf.sum<tfjs.Scalar>(tf.matMul(tf.ones([1, 1]), weight as never)),
      [weight],
    );
    optimizer.applyGradients(grads);
    const map = tf.matMul(tf.tensor2d([[256], [1], [1], [1]]), tf.tensor2d([[1]]));
    const statistics = (mean: tfjs.Tensor) => void average.assign(mean as tfjs.Tensor1D);
    batchNormTraining(tf.reshape(map, [4, 1, 1, 1]), tf.ones([1]), tf.zeros([1]), { statistics }).dispose();
    return [value, tf.add(value, 2 ** -12)];
  };
  expect(inGraph("bfloat16", step)).toEqual([[1], [1 + 2 ** -12]]);
  expect(weight.dataSync()[0]).toBe(1 - 2 * 2 ** -12); // called twice
  expect(average.dataSync()[0]).toBe(64.75);
  tf.dispose([weight, average]);
});

test("a network's loss, gradients and penalty are near float32's, and not equal", () => {
  const x = sines([4, 8, 8, 3]) as tfjs.Tensor4D;
  const weights = [sines([3, 3, 3, 8], 1), tf.ones([8]), sines([8], 2), sines([128, 1], 3)].map((w) =>
    tf.mul(w, 0.3),
  );
  const network = (input: tfjs.Tensor, [kernel, gamma, beta, last]: tfjs.Tensor[]): tfjs.Tensor => {
    const y = batchNormTraining(conv(input as tfjs.Tensor4D, kernel as tfjs.Tensor4D, 2), gamma!, beta!);
    return tf.matMul(tf.reshape(leakyRelu(relu(y)), [4, 128]), last as tfjs.Tensor2D);
  };
  const step = () => {
    const loss = (...w: tfjs.Tensor[]) => tf.sum<tfjs.Scalar>(tf.softplus(network(x, w)));
    const penalty = gradientPenalty.value(
      (input) => network(input, weights),
      x,
      sines([4, 8, 8, 3], 4) as tfjs.Tensor4D,
      tf.ones([4, 1, 1, 1]),
    );
    return [loss(...weights), penalty, ...tf.grads(loss)(weights)];
  };
  const [exact, near] = [inGraph("float32", step), inGraph("bfloat16", step)];
  const cosine = (a: number[], b: number[]): number =>
    a.reduce((sum, value, i) => sum + value * b[i]!, 0) / (Math.hypot(...a) * Math.hypot(...b));
  near.forEach((values, i) => {
    expect(values).not.toEqual(exact[i]);
    // rounding turns the sign of a few units, and with it their share of a sum of both signs
    expect(cosine(values, exact[i]!)).toBeGreaterThan(0.97);
  });
  expect(near[0]![0]! / exact[0]![0]!).toBeCloseTo(1, 2);
  expect(near[1]![0]! / exact[1]![0]!).toBeCloseTo(1, 1);
});
