import type { LayersModel, Sequential, Tensor } from "@tensorflow/tfjs";
import { afterEach, beforeEach, describe, expect, test, vi } from "vitest";
import { stream } from "../../lib/core";
import { layers, numTensors, tf, useCompute } from "../../lib/engine";
import { logitsOf } from "../../lib/training";
import { classifierSteps } from "../../lib/training/classifier-steps";
import { inference, inBatches, shouldCompile } from "../../lib/training/inference";
import { logitBatches } from "../../lib/training/logits-of";
import { sampleImages } from "../../lib/training/sample-images";
import { squares, tinySpec } from "./tiny";

beforeEach(() => useCompute({ mode: "graph" }));
afterEach(() => useCompute({ mode: "eager" }));

const alternating = (i: number) => (i % 2) as 0 | 1;
const farthest = (a: ArrayLike<number>, b: ArrayLike<number>): number =>
  Array.from(a).reduce((most, x, i) => Math.max(most, Math.abs(x - b[i]!)), 0);

/** Batch norm away from its start, so that a wrong mode shows. */
function used<M extends LayersModel>(model: M): M {
  const random = stream(1, "inference test");
  model.setWeights(
    model.getWeights().map((w) =>
      tf.tensor(
        random.normals(w.size).map((x) => 0.3 * Math.abs(x) + 0.1),
        w.shape,
      ),
    ),
  );
  return model;
}
const classifier = (): Sequential =>
  used(
    tf.sequential({
      layers: [
        layers.conv2d({ inputShape: [8, 8, 1], filters: 3, kernelSize: 3, padding: "same" }),
        layers.batchNormalization(),
        layers.leakyReLU({ alpha: 0.2 }),
        layers.flatten(),
        layers.dropout({ rate: 0.4 }),
        layers.dense({ units: 2 }),
      ],
    }),
  );
const generator = (): Sequential => used(tinySpec.generator(8) as Sequential);

/** Results of a function as a graph and eagerly, number of calls of the network by each, and tensors left behind. */
function both<T>(model: LayersModel, f: () => T) {
  const asked = vi.spyOn(model, "apply");
  const run = (mode: "graph" | "eager") => {
    useCompute({ mode });
    asked.mockClear();
    const before = numTensors();
    const value = f();
    return { value, calls: asked.mock.calls.length, left: numTensors() - before };
  };
  return { graph: run("graph"), eager: run("eager") };
}

describe("images()", () => {
  const of = (model: LayersModel, n: number) => () => sampleImages(model, stream(1, "z"), 5, n);

  test("of many images is a graph, recorded once for all batches, equal to eager; it leaves nothing", () => {
    const model = generator();
    const n = 24 * 50 + 7;
    const { graph, eager } = both(model, of(model, n));
    expect([graph.calls, eager.calls]).toEqual([2, 25]); // a recording is made twice and compared
    expect(graph.value).toHaveLength(n * 64);
    expect(farthest(graph.value, eager.value)).toBeLessThan(1e-6);
    expect([graph.left, eager.left]).toEqual([0, 0]);
    expect(farthest(of(model, 9)(), graph.value.subarray(0, 9 * 64))).toBeLessThan(1e-6);
    model.dispose();
  });

  test("of few, as a live view shows, stays eager", () => {
    const model = generator();
    expect(both(model, of(model, 16)).graph).toMatchObject({ calls: 1, left: 0 });
    expect(both(model, of(model, 24 * 50)).graph.calls).toBe(24);
    expect(of(model, 0)()).toHaveLength(0);
    model.dispose();
  });
});

describe("logitsOf()", () => {
  test("of many images is a graph, equal to eager; it leaves nothing", () => {
    const model = classifier();
    const set = squares("validation", 24 * 128 + 5, alternating);
    const { graph, eager } = both(model, () => logitsOf(model, set));
    expect([graph.calls, eager.calls]).toEqual([2, 25]);
    expect(graph.value).toHaveLength(set.ids.length);
    expect(farthest(graph.value.flat(), eager.value.flat())).toBeLessThan(1e-6);
    expect([graph.left, eager.left]).toEqual([0, 0]);
    model.dispose();
  });

  test("leaves nothing when a batch fails", () => {
    const model = classifier();
    const set = squares("validation", 24 * 128 + 1, alternating);
    logitsOf(model, set);
    const before = numTensors();
    expect(() => logitsOf(model, { ...set, size: 7 })).toThrow();
    expect(numTensors()).toBe(before);
    model.dispose();
  });

  test("follows weights that change between two calls", () => {
    const model = classifier();
    const set = squares("validation", 24 * 128 + 1, alternating);
    const before = logitsOf(model, set);
    model.setWeights(model.getWeights().map((w) => tf.mul(w, 1.5)));
    const { graph, eager } = both(model, () => logitsOf(model, set));
    expect(farthest(graph.value.flat(), eager.value.flat())).toBeLessThan(1e-5);
    expect(farthest(graph.value.flat(), before.flat())).toBeGreaterThan(0.1);
    model.dispose();
  });
});

describe("classifierSteps().logits", () => {
  const train = squares("train", 12, alternating);
  const validation = squares("validation", 10, alternating);

  test.each([
    [100, 2],
    [49, 3],
  ])("to be asked for %i times in a training, calls the network %i times for 3 of them", (batches, calls) => {
    const model = classifier();
    const optimizer = tf.train.rmsprop(1e-2, 0.9);
    const steps = classifierSteps(model, optimizer, train, {
      batchSize: 4,
      batches: batches * logitBatches(validation),
    });
    const asked = vi.spyOn(model, "apply");
    const inferences = () => asked.mock.calls.filter(([, how]) => how?.["training"] === false).length;
    let last: number[][] = [];
    for (let i = 0; i < 3; i++) {
      steps.train([0, 1, 2, 3]);
      steps.recomputeStatistics();
      const now = steps.logits(validation);
      if (i > 0) expect(farthest(now.flat(), last.flat())).toBeGreaterThan(1e-3);
      last = now;
    }
    expect(inferences()).toBe(calls);
    expect(farthest(last.flat(), logitsOf(model, validation).flat())).toBeLessThan(1e-5);
    steps.dispose();
    model.dispose();
  });
});

describe("inBatches()", () => {
  const rows = (count: number) => {
    let at = 0;
    const next = (n: number) => Float32Array.from({ length: 2 * n }, () => at++);
    return { count, shape: [2], next };
  };
  test.each([
    [1, [1]],
    [4, [4]],
    [5, [3, 3]],
    [9, [3, 3, 3]],
    [10, [4, 4, 4]],
  ])("divides %i rows into equal batches %j of at most 4 and gives each row its output", (count, batches) => {
    const seen: number[] = [];
    const before = numTensors();
    const run = (x: Tensor) => (seen.push(x.shape[0]!), tf.tidy(() => tf.sum(x, 1)));
    const sums = inBatches(run, rows(count), 4);
    expect([...sums]).toEqual(Array.from({ length: count }, (_, i) => 4 * i + 1));
    expect(seen).toEqual(batches);
    expect(numTensors()).toBe(before);
  });
});

test("inference() of a network that cannot be recorded runs eagerly and says so", () => {
  class Reading extends tf.layers.Layer {
    static className = "Reading";
    override call(inputs: Tensor | Tensor[]): Tensor {
      const x = Array.isArray(inputs) ? inputs[0]! : inputs;
      return tf.mul(x, x.dataSync().length);
    }
  }
  const said = vi.spyOn(console, "log").mockImplementation(() => undefined);
  const input = tf.input({ shape: [2] });
  const reading = tf.model({ inputs: input, outputs: new Reading().apply(input) as never });
  const network = inference(reading, 100);
  const x = tf.ones([3, 2]);
  for (let i = 0; i < 3; i++) expect([...network.run(x).dataSync()]).toEqual(Array(6).fill(6));
  expect(said.mock.calls.flat().filter((text) => /one operation at a time/.test(String(text)))).toHaveLength(
    1,
  );
  network.dispose();
  said.mockRestore();
});

test("isWorthRecording() from 25 batches", () => {
  expect([1, 24, 25, 100].map(shouldCompile)).toEqual([false, false, true, true]);
});
