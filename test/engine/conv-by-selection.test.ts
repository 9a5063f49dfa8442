import type { Tensor, Tensor4D } from "@tensorflow/tfjs";
import { describe, expect, test } from "vitest";
import { compile, conv, convTranspose, numTensors, tf } from "../../lib/engine";
import { convBySelection, convTransposeBySelection, selectionPays } from "../../lib/engine/conv-by-selection";
import { difference, expectClose, gradients, normals, secondGradients } from "./compare";

type Op = (x: Tensor, kernel: Tensor) => Tensor;

const strided: Op = (x, w) => tf.conv2d(x as Tensor4D, w as Tensor4D, 2, "same");
const transposed: Op = (x, w) => {
  const [n, side] = x.shape as [number, number];
  return tf.conv2dTranspose(
    x as Tensor4D,
    w as Tensor4D,
    [n, 2 * side, 2 * side, w.shape[2] as number],
    2,
    "same",
  );
};

describe.each([
  [5, 8],
  [4, 8],
  [3, 4],
  [2, 2],
  [5, 2],
])("kernel %i, maps of side %i and half of it", (k, side) => {
  const large = normals([2, side, side, 3], "x", k);
  const small = normals([2, side / 2, side / 2, 5], "x", k);
  const w = normals([k, k, 3, 5], "w", k);

  test.each([
    ["strided", convBySelection as unknown as Op, strided, large],
    ["transposed", convTransposeBySelection as unknown as Op, transposed, small],
  ] as const)("%s: values, gradients and second gradients of TensorFlow's own", (_, ours, direct, x) => {
    expect(difference(ours(x, w), direct(x, w))).toBeLessThan(1e-6);
    expectClose(gradients(ours, [x, w]), gradients(direct, [x, w]), 2e-6);
    const only: (f: Op) => Op = (f) => (a) => f(a, w);
    expectClose(secondGradients(only(ours), [x]), secondGradients(only(direct), [x]), 1e-5);
    // to the kernel TensorFlow's own has none: by differences
    const [, slope] = secondGradients(ours, [x, w]) as [Tensor, Tensor];
    const step = normals(w.shape, "step");
    const weights = normals(direct(x, w).shape, "weights", ...direct(x, w).shape);
    const at = (by: number): number => {
      const moved = tf.add(w, tf.mul(step, by));
      const inner = tf.grad((a) => tf.sum(tf.mul(tf.square(ours(a, moved)), weights)))(x);
      return tf.sum(tf.square(inner)).dataSync()[0] as number;
    };
    const along = tf.sum(tf.mul(slope, step)).dataSync()[0] as number;
    expect((at(1e-2) - at(-1e-2)) / 2e-2 / along).toBeCloseTo(1, 2);
  });
});

describe("conv() and convTranspose() of 256 channels on small maps", () => {
  const image = normals([2, 8, 8, 3], "image");
  const map = normals([2, 4, 4, 256], "map");
  const w = normals([5, 5, 3, 256], "w");

  test.each([
    ["conv", ((x, v) => conv(x as Tensor4D, v as Tensor4D, 2)) as Op, strided, image],
    ["convTranspose", ((x, v) => convTranspose(x as Tensor4D, v as Tensor4D, 2)) as Op, transposed, map],
  ] as const)("%s gives TensorFlow's numbers in a graph, and leaves no tensor", (_, ours, direct, x) => {
    const graph = compile((a: Tensor, b: Tensor) => ours(a, b));
    const y = graph(x, w);
    expect(difference(y, direct(x, w))).toBeLessThan(2e-6);
    const before = numTensors();
    ours(x, w).dispose();
    expect(numTensors()).toBe(before);
    graph.dispose();
  });

  test("few channels, odd sides and larger maps are left to TensorFlow", () => {
    expect([selectionPays(8, 256), selectionPays(2, 512)]).toEqual([true, true]);
    expect([selectionPays(8, 128), selectionPays(7, 256), selectionPays(16, 256)]).toEqual([
      false,
      false,
      false,
    ]);
  });
});
