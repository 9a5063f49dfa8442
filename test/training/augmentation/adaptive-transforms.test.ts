import type { Tensor, Tensor4D } from "@tensorflow/tfjs";
import { describe, expect, test } from "vitest";
import { stream } from "../../../lib/core";
import { draws, tf, type Draws } from "../../../lib/engine";
import { adaptiveTransforms } from "../../../lib/training/augmentation/adaptive-transforms";
import { brightest, dot } from "./augmentation-draws";
import { gradients, numericGradient } from "../../engine/compare";

const numbers = (x: Tensor): number[] => [...x.dataSync()];
const images = (n: number, side = 8): Tensor4D =>
  tf.tensor4d(
    stream(1, "images").normals(n * side * side).map((x) => Math.tanh(x)), // prettier-ignore
    [n, side, side, 1],
  );

/** The seven transforms' draws in their order. */
interface Drawn {
  mirror?: 0 | 1;
  shift?: readonly [across: number, down: number];
  zoom?: number;
  angle?: number;
  fraction?: readonly [across: number, down: number];
  brightness?: number;
  contrast?: number;
}

/** Draws that choose what is named and nothing else, for one image. */
function chosen(of: Drawn): Draws {
  const [across = 0, down = 0] = of.shift ?? [];
  const [x = 0, y = 0] = of.fraction ?? [];
  const pick = (value: unknown): number => (value === undefined ? 1 : 0); // below p = 0.5 or not
  const list = [
    pick(of.mirror), of.mirror ?? 0, pick(of.shift), across, down, pick(of.zoom), of.zoom ?? 0, pick(of.angle),
    of.angle ?? 0, pick(of.fraction), x, y, pick(of.brightness), of.brightness ?? 0, pick(of.contrast), of.contrast ?? 0,
  ]; // prettier-ignore
  const next = (shape: readonly number[]): Tensor => tf.fill([...shape], list.shift() ?? NaN);
  return {
    uniform: next,
    normal: next,
    integers: next,
    chance: next,
    position: 0,
    dispose: () => undefined,
  };
}
const transform = (x: Tensor, of: Drawn): Tensor4D =>
  adaptiveTransforms(x as Tensor4D, chosen(of), tf.scalar(0.5));

describe("adaptiveTransforms()", () => {
  test("gives the images themselves with p = 0, whatever is drawn", () => {
    const drawn = draws(1, "none");
    expect(numbers(adaptiveTransforms(images(5), drawn, tf.scalar(0)))).toEqual(numbers(images(5)));
    drawn.dispose();
  });

  test("moves a pixel where it should, exactly, and fills with air", () => {
    expect(brightest(transform(dot(16, 5, 6), { mirror: 1 }))).toEqual([5, 9]);
    expect(brightest(transform(dot(16, 5, 6), { shift: [2, -1] }))).toEqual([4, 8]);
    const shifted = transform(tf.ones([1, 16, 16, 1]), { shift: [2, 0] });
    expect(numbers(shifted).slice(0, 4)).toEqual([-1, -1, 1, 1]);
    expect(brightest(transform(dot(15, 3, 7), { angle: Math.PI / 2 }))).toEqual([7, 11]); // right turns down
    expect(brightest(transform(dot(15, 7, 9), { zoom: 1 }))).toEqual([7, 11]); // twice as far from the centre
    const half = numbers(transform(dot(16, 5, 6), { fraction: [0.5, 0] }));
    expect(half.slice(5 * 16 + 5, 5 * 16 + 9)).toEqual([-1, 0, 0, -1]); // half a pixel: shared by two
  });

  test("moves in the order flip, shift, turn", () => {
    expect(brightest(transform(dot(15, 7, 7), { mirror: 1, shift: [2, 0] }))).toEqual([7, 9]);
    expect(brightest(transform(dot(15, 7, 7), { shift: [2, 0], angle: Math.PI / 2 }))).toEqual([9, 7]);
  });

  test("adds, then multiplies by a power of two, and clips nothing", () => {
    const x = images(1);
    const expected = numbers(x).map((v) => (v + 0.3) * 2);
    numbers(transform(x, { brightness: 0.3, contrast: 1 })).forEach((v, i) =>
      expect(v).toBeCloseTo(expected[i]!, 5),
    );
  });

  test("does each with probability p, image by image", () => {
    const drawn = draws(3, "share");
    const many = tf.concat(Array.from({ length: 400 }, () => dot(8, 3, 3))) as Tensor4D;
    const differs = (p: number) =>
      tf.sum(tf.cast(tf.any(tf.notEqual(adaptiveTransforms(many, drawn, tf.scalar(p)), many), [1, 2, 3]), "int32")).dataSync()[0]! / 400; // prettier-ignore
    const p = 0.1;
    // a mirror does nothing to half, a shift of (0, 0) to one in nine
    const expected = 1 - (1 - p / 2) * (1 - (p * 8) / 9) * (1 - p) ** 5;
    expect(Math.abs(differs(p) - expected)).toBeLessThan(0.09); // 3.6 standard errors
    drawn.dispose();
  });

  test("has the gradient of finite differences", () => {
    const drawn = draws(1, "gradient");
    const apply = (x: Tensor): Tensor => {
      drawn.position = 0;
      return adaptiveTransforms(x as Tensor4D, drawn, tf.scalar(0.8));
    };
    const x = images(3);
    const slope = numbers(gradients(apply, [x])[0]!);
    const places = [0, 37, 90, 127, 160];
    expect(places.some((i) => Math.abs(slope[i]!) > 0.1)).toBe(true);
    numericGradient(apply, [x], 0, places).forEach((expected, i) =>
      expect(slope[places[i]!]).toBeCloseTo(expected, 2),
    );
    drawn.dispose();
  });
});
