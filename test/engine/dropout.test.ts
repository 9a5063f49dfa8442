import type { Sequential, Tensor } from "@tensorflow/tfjs";
import { describe, expect, test } from "vitest";
import { stream } from "../../lib/core/random";
import {
  compile,
  dropoutDraws,
  dropoutMask,
  layers,
  numTensors,
  restoreDropoutDraws,
  seedDropout,
  tf,
} from "../../lib/engine";
import { expectClose } from "./compare";

const model = (seed?: number, rate = 0.4): Sequential =>
  tf.sequential({
    layers: [layers.dropout({ inputShape: [50], rate, ...(seed === undefined ? {} : { seed }) })],
  });
const run = (m: Sequential, training = true): number[] =>
  Array.from((m.apply(tf.ones([4, 50]), { training }) as Tensor).dataSync());

describe("layers.dropout()", () => {
  test("draws another mask in each training pass and the same ones again for a seed", () => {
    const [first, again] = [model(3), model(3)];
    const [a, b] = [run(first), run(first)];
    expect(a).not.toEqual(b);
    expect([run(again), run(again)]).toEqual([a, b]);
    expect(run(model(4))).not.toEqual(a);
  });

  test("changes nothing in inference, and draws nothing there", () => {
    const m = model(3);
    expect(run(m, false).every((x) => x === 1)).toBe(true);
    expect(dropoutDraws(m)).toEqual([0]);
    expect((m.predict(tf.ones([1, 50])) as Tensor).dataSync().every((x) => x === 1)).toBe(true);
  });

  test("has the mask as its gradient", () => {
    const m = model(3);
    const slope = tf.grad((x) => tf.sum(m.apply(x, { training: true }) as Tensor))(tf.ones([4, 50]));
    expectClose([slope], [tf.tensor(run(model(3)), [4, 50])], 1e-6);
  });

  test("drops the asked share and scales the rest", () => {
    for (const rate of [0.1, 0.4, 0.9]) {
      const m = model(3, rate);
      const kept = Array.from({ length: 500 }, () => run(m)).flat();
      const share = kept.filter((x) => x === 0).length / kept.length;
      expect(Math.abs(share - rate)).toBeLessThan(0.006); // four standard deviations
      expect(new Set(kept)).toEqual(new Set([0, Math.fround(1 / (1 - rate))]));
    }
  });

  test("in a graph draws eager's masks, and each continues where the other stopped", () => {
    const [eager, m] = [model(3), model(3)];
    const compiled = compile((x: Tensor) => m.apply(x, { training: true }) as Tensor);
    const graph = () => Array.from(compiled(tf.ones([4, 50])).dataSync());
    const expected = [0, 1, 2, 3].map(() => run(eager));
    expect([graph(), graph()]).toEqual(expected.slice(0, 2));
    expect(dropoutDraws(m)).toEqual([2]);
    expect(run(m)).toEqual(expected[2]);
    expect(graph()).toEqual(expected[3]);
    restoreDropoutDraws(m, [1]);
    expect(graph()).toEqual(expected[1]);
    compiled.dispose();
  });

  test("counts outside of the weights, in one tensor that goes with the layer", () => {
    const x = tf.ones([4, 50]);
    const before = numTensors();
    const m = model(3);
    expect(numTensors()).toBe(before);
    for (let i = 0; i < 3; i++) tf.dispose(m.apply(x, { training: true }) as Tensor);
    expect(numTensors()).toBe(before + 1);
    expect(m.weights).toEqual([]);
    expect(m.getWeights()).toEqual([]);
    m.dispose();
    expect(numTensors()).toBe(before);
  });

  test("with rate 0 is the identity", () => {
    expect(run(model(3, 0)).every((x) => x === 1)).toBe(true);
  });
});

describe("dropoutMask()", () => {
  const share = (mask: Float32Array) => mask.filter((x) => x === 0).length / mask.length;

  test("drops the asked share and keeps the expectation", () => {
    for (const rate of [0.1, 0.4, 0.9]) {
      const mask = dropoutMask(100_000, rate, 1, 0);
      expect(Math.abs(share(mask) - rate)).toBeLessThan(0.006); // four standard deviations
      expect(new Set(mask)).toEqual(new Set([0, Math.fround(1 / (1 - rate))]));
    }
  });

  test("is independent from draw to draw, from seed to seed and from unit to unit", () => {
    const both = (a: Float32Array, b: Float32Array) =>
      a.filter((x, i) => x === 0 && b[i] === 0).length / a.length;
    const mask = dropoutMask(100_000, 0.4, 1, 0);
    for (const other of [
      dropoutMask(100_000, 0.4, 1, 1),
      dropoutMask(100_000, 0.4, 2, 0),
      dropoutMask(100_000, 0.4, 0, 1),
      dropoutMask(100_001, 0.4, 1, 0).subarray(1),
    ])
      expect(Math.abs(both(mask, other) - 0.16)).toBeLessThan(0.006);
  });

  test("is the same on every machine", () => {
    const bits = Array.from(dropoutMask(24, 0.5, 12345, 6), (x) => Number(x > 0)).join("");
    expect(bits).toBe("011010110111010000101001"); // the same function in Python's integers
  });
});

describe("seedDropout(), dropoutDraws() and restoreDropoutDraws()", () => {
  test("continue a model's masks as if never interrupted", () => {
    const [whole, first, second] = [model(), model(), model()];
    for (const m of [whole, first, second]) seedDropout(m, stream(1, "masks"));
    const expected = [run(whole), run(whole), run(whole)];
    expect([run(first), run(first)]).toEqual(expected.slice(0, 2));
    restoreDropoutDraws(second, dropoutDraws(first));
    expect(run(second)).toEqual(expected[2]);
  });

  test("give the layers of one model different masks", () => {
    const two = tf.sequential({
      layers: [layers.dropout({ inputShape: [50], rate: 0.4 }), layers.dropout({ rate: 0.4 })],
    });
    seedDropout(two, stream(1, "masks"));
    const kept = run(two).filter((x) => x > 0).length / 200;
    expect(Math.abs(kept - 0.36)).toBeLessThan(0.12); // 0.6 if both masks were one
  });
});
