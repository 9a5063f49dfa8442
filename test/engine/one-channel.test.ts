import type { Tensor, Tensor4D } from "@tensorflow/tfjs";
import { describe, expect, test } from "vitest";
import { compile, conv, convTranspose, numTensors, tf } from "../../lib/engine";
import { difference, expectClose, gradients, normals, secondGradients } from "./compare";

type Op = (x: Tensor, kernel: Tensor) => Tensor;
const forms = (transposed: boolean, stride: number): readonly [ours: Op, direct: Op] =>
  transposed
    ? [
        (x, w) => convTranspose(x as Tensor4D, w as Tensor4D, stride),
        (x, w) => {
          const [n, h, side] = x.shape as [number, number, number];
          const shape = [n, h * stride, side * stride, w.shape[2] as number] as const;
          return tf.conv2dTranspose(x as Tensor4D, w as Tensor4D, [...shape], stride, "same");
        },
      ]
    : [
        (x, w) => conv(x as Tensor4D, w as Tensor4D, stride),
        (x, w) => tf.conv2d(x as Tensor4D, w as Tensor4D, stride, "same"),
      ];

const cases: readonly (readonly [
  about: string,
  transposed: boolean,
  k: number,
  ins: number,
  outs: number,
  stride: number,
])[] = [
  ["from one channel", false, 3, 1, 5, 1],
  ["from one channel", false, 5, 1, 4, 2],
  ["from one channel, an even kernel", false, 4, 1, 3, 2],
  ["from one channel", false, 7, 1, 3, 2],
  ["to one channel", false, 5, 6, 1, 1],
  ["to one channel, an even kernel", false, 4, 3, 1, 1],
  ["transposed to one channel", true, 5, 6, 1, 2],
  ["transposed to one channel, an even kernel", true, 4, 3, 1, 2],
  ["transposed to one channel", true, 3, 3, 1, 1],
];

describe.each(cases)(
  "%s (transposed %s, kernel %i, %i to %i, stride %i)",
  (_, transposed, k, ins, outs, stride) => {
    const [ours, direct] = forms(transposed, stride);
    const x = normals([2, 6, 6, ins], "x");
    const w = normals(transposed ? [k, k, outs, ins] : [k, k, ins, outs], "w");

    test("has the direct form's value and gradients", () => {
      expect(difference(ours(x, w), direct(x, w))).toBeLessThan(1e-6);
      expectClose(gradients(ours, [x, w]), gradients(direct, [x, w]), 2e-6);
    });

    test("has second gradients to the map as the direct form, and to the kernel as by differences", () => {
      const only: (f: Op) => Op = (f) => (a) => f(a, w);
      expectClose(secondGradients(only(ours), [x]), secondGradients(only(direct), [x]), 1e-5);
      const [, slope] = secondGradients(ours, [x, w]) as [Tensor, Tensor];
      const step = normals(w.shape, "step");
      const at = (by: number): number => {
        const moved = tf.add(w, tf.mul(step, by));
        const weights = normals(direct(x, w).shape, "weights", ...direct(x, w).shape);
        const inner = tf.grad((a) => tf.sum(tf.mul(tf.square(ours(a, moved)), weights)))(x);
        return tf.sum(tf.square(inner)).dataSync()[0] as number;
      };
      const along = tf.sum(tf.mul(slope, step)).dataSync()[0] as number;
      expect((at(1e-2) - at(-1e-2)) / 2e-2 / along).toBeCloseTo(1, 2);
    });

    test("leaves one tensor and is the same number in a graph", () => {
      const before = numTensors();
      const y = ours(x, w);
      expect(numTensors()).toBe(before + 1);
      const graph = compile((a: Tensor, b: Tensor) => ours(a, b));
      expect(difference(graph(x, w), y)).toBeLessThan(1e-6);
      graph.dispose();
    });
  },
);
