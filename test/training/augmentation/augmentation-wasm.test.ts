import type { Tensor, Tensor4D } from "@tensorflow/tfjs";
import { afterAll, beforeAll, describe, expect, test, vi } from "vitest";
import { backend, draws, numTensors, ready, tf } from "../../../lib/engine";
import { augmentation, augmentations, diffAugment, type AugmentationName } from "../../../lib/training";
import { gradients, normals, numericGradient } from "../../engine/compare";
import { at, brightest, dot, given } from "./augmentation-draws";

// Vitest gives each test file a process of its own: this one computes with WebAssembly.
vi.hoisted(() => {
  process.env["GRAFT_ENGINE"] = "wasm";
});
beforeAll(async () => void (await ready()));
afterAll(() => {
  delete process.env["GRAFT_ENGINE"];
});

const numbers = (t: Tensor): number[] => Array.from(t.dataSync());
const mean = (xs: readonly number[]): number => xs.reduce((sum, x) => sum + x, 0) / xs.length;
const images = (n: number): Tensor4D => tf.tanh(normals([n, 8, 8, 1], "images", n)) as Tensor4D;
const names = Object.keys(augmentations) as AugmentationName[];

describe("draws() with WebAssembly", () => {
  test("has the right ranges and moments, and continues from its position", () => {
    const d = draws(1, "a");
    const [uniform, normal, integers, chance] = [
      numbers(d.uniform([20_000], -2, 4)),
      numbers(d.normal([20_000], 1, 3)),
      numbers(d.integers([20_000], -2, 3)),
      numbers(d.chance([20_000], 0.3)),
    ];
    expect(uniform.every((x) => x >= -2 && x < 4)).toBe(true);
    expect(Math.abs(mean(uniform) - 1)).toBeLessThan(0.05);
    expect(Math.abs(mean(normal) - 1)).toBeLessThan(0.09);
    expect(new Set(integers)).toEqual(new Set([-2, -1, 0, 1, 2]));
    expect(Math.abs(mean(chance) - 0.3)).toBeLessThan(0.013);
    expect(d.position).toBe(4);
    d.position = 1;
    expect(numbers(d.normal([20_000], 1, 3))).toEqual(normal);
    expect(d.integers([3], 0, 9).dtype).toBe("int32");
  });
});

describe("augmentation() with WebAssembly", () => {
  test.each(names)("%s gives the same from the same draws and leaves no tensor", (name) => {
    expect(backend).toBe("wasm");
    const augment = augmentation([name]);
    const [x, a, b] = [images(3), draws(1, "a"), draws(1, "a")];
    const first = numbers(augment(x, a));
    expect(numbers(augment(x, b))).toEqual(first);
    expect(numbers(augment(x, b))).not.toEqual(first);
    const before = numTensors();
    augment(x, a).dispose();
    expect(numTensors()).toBe(before);
  });

  test("moves a pixel where it should, and changes nothing in the middle of the ranges", () => {
    expect(brightest(augmentation(["translation"])(dot(16, 5, 6) as Tensor4D, given([2], [1])))).toEqual([
      7, 7,
    ]);
    const shifted = given([0], [0], [1], [3], [-2]);
    expect(brightest(augmentation(["geometry"])(dot(16, 5, 6) as Tensor4D, shifted))).toEqual([3, 9]);
    const x = images(3);
    const middle = augmentation(["color", "translation", "geometry", "intensity"])(x, at(0.5));
    expect(Math.max(...numbers(tf.abs(tf.sub(middle, x))))).toBeLessThan(1e-6);
  });

  test("has the gradient of finite differences", () => {
    const drawn = draws(1, "gradient");
    const apply = augmentation(diffAugment);
    const augment = (x: Tensor): Tensor => {
      drawn.position = 0;
      return apply(x as Tensor4D, drawn);
    };
    const x = images(2);
    const slope = numbers(gradients(augment, [x])[0]!);
    const places = [0, 37, 90, 127];
    numericGradient(augment, [x], 0, places).forEach((expected, i) =>
      expect(slope[places[i]!]).toBeCloseTo(expected, 2),
    );
  });
});
