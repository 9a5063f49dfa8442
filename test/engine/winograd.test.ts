import type { Tensor4D } from "@tensorflow/tfjs";
import { afterEach, describe, expect, test } from "vitest";
import { compile, conv, useCompute, tf, winograd } from "../../lib/engine";
import { cookToom } from "../../lib/engine/cook-toom";
import { measuredSizes, winogradPays } from "../../lib/engine/measured-sizes";
import { difference, normals } from "./compare";

afterEach(() => useCompute({ convolution: "winograd" }));

const direct = (x: Tensor4D, w: Tensor4D): Tensor4D => tf.conv2d(x, w, 1, "same");
const maps = (n: number, side: number, inputs: number) =>
  normals([n, side, side, inputs], "x", side) as Tensor4D;
const taps = (k: number, inputs: number, outputs: number) =>
  normals([k, k, inputs, outputs], "w", k, inputs) as Tensor4D;

describe("cookToom()", () => {
  test.each([
    [4, 5, 0],
    [4, 3, 0],
    [2, 3, 0],
    [4, 5, 1],
    [8, 5, 2],
    [3, 2, 1],
  ])("F(%i, %i) with %i quadratic polynomials filters numbers as written out", (m, r, count) => {
    const points = [0, 1, -1, 2, -2, 0.5, -0.5].slice(0, m + r - 2 - 2 * count);
    const quadratics = ([[0, 1], [0.5, 1.25]] as const).slice(0, count); // prettier-ignore
    const { A, G, B } = cookToom(m, r, { points, quadratics });
    expect(B).toHaveLength(m + r - 1 + count);
    const times = (M: readonly (readonly number[])[], v: readonly number[]) =>
      M.map((row) => row.reduce((sum, x, i) => sum + x * (v[i] ?? 0), 0));
    const g = Array.from({ length: r }, (_, i) => Math.sin(i + 1));
    const d = Array.from({ length: m + r - 1 }, (_, i) => Math.cos(3 * i));
    const [U, V] = [times(G, g), times(B, d)];
    const y = times(
      A,
      U.map((u, i) => u * (V[i] ?? 0)),
    );
    y.forEach((value, i) =>
      expect(value).toBeCloseTo(
        g.reduce((sum, x, j) => sum + x * (d[i + j] ?? 0), 0),
        10,
      ),
    );
  });
});

describe("winograd()", () => {
  // the error grows with the channels: the sizes that are used, each once
  const used = measuredSizes.filter(winogradPays);

  test.each(used)(
    "kernel $kernel, side $side, $inputs channels: value and gradients of direct convolution",
    (size) => {
      const { kernel, side, inputs, outputs } = size;
      const [x, w] = [maps(2, side, inputs), taps(kernel, inputs, outputs)];
      const dy = normals([2, side, side, outputs], "dy") as Tensor4D;
      expect(difference(winograd(x, w), direct(x, w))).toBeLessThan(1e-5);
      const slopes = [winograd, direct].map((f) =>
        tf.grads((a, b) => f(a as Tensor4D, b as Tensor4D))([x, w], dy),
      );
      expect(difference(slopes[0]![0]!, slopes[1]![0]!)).toBeLessThan(1e-5);
      expect(difference(slopes[0]![1]!, slopes[1]![1]!)).toBeLessThan(1e-5);
    },
  );

  test.each([
    [3, 8],
    [5, 8],
    [5, 16], // tiles of 8
  ])("kernel %i, side %i has direct convolution's second gradient to the map", (k, side) => {
    const [x, w] = [maps(1, side, 3), taps(k, 3, 2)];
    const slopeOf = (f: typeof direct) =>
      tf.grad((a) => {
        const inner = tf.grad((b) => tf.sum(tf.square(f(b as Tensor4D, w))))(a);
        return tf.sum(tf.square(inner));
      })(x);
    expect(difference(slopeOf(winograd), slopeOf(direct))).toBeLessThan(1e-4);
  });

  test("a batch in parts has the numbers and gradients of its images one by one", () => {
    const x = maps(16, 32, 128); // 2 parts
    const w = taps(5, 128, 4);
    const one = (map: Tensor4D) =>
      tf.concat(
        (tf.split(map, 16) as Tensor4D[]).map((image) => winograd(image, w)),
        0,
      );
    expect(difference(winograd(x, w), one(x))).toBeLessThan(1e-6);
    const kernelSlope = (f: (kernel: Tensor4D) => Tensor4D) =>
      tf.grad((kernel) => tf.sum(tf.square(f(kernel as Tensor4D))))(w);
    const parts = kernelSlope((kernel) => winograd(x, kernel));
    expect(
      difference(
        parts,
        kernelSlope((kernel) => direct(x, kernel)),
      ),
    ).toBeLessThan(5e-5);
  });

  test("leaves no tensor and is the same number in a graph", () => {
    const [x, w] = [maps(1, 8, 3), taps(5, 3, 2)];
    const graph = compile((a: Tensor4D, b: Tensor4D) => winograd(a, b));
    expect(
      difference(
        graph(x, w),
        tf.tidy(() => winograd(x, w)),
      ),
    ).toBeLessThan(1e-6);
    const before = tf.memory().numTensors;
    tf.tidy(() => void winograd(x, w));
    expect(tf.memory().numTensors).toBe(before);
    graph.dispose();
  });
});

describe("conv()", () => {
  test("takes Winograd's form where the table says that it pays, unless it is switched off", () => {
    const [x, w] = [maps(1, 16, 128), taps(5, 128, 128)];
    const values = (t: Tensor4D) => [...t.dataSync()];
    expect(values(conv(x, w))).toEqual(values(tf.tidy(() => winograd(x, w))));
    useCompute({ convolution: "direct" });
    expect(values(conv(x, w))).toEqual(values(direct(x, w)));
  });

  test("knows the nearest measured size with no more channels", () => {
    expect(winogradPays({ kernel: 5, side: 32, inputs: 200, outputs: 130 })).toBe(true);
    expect(winogradPays({ kernel: 5, side: 32, inputs: 32, outputs: 32 })).toBe(false);
    expect(winogradPays({ kernel: 5, side: 31, inputs: 128, outputs: 128 })).toBe(false);
    expect(winogradPays({ kernel: 3, side: 4, inputs: 64, outputs: 64 })).toBe(false);
  });
});
