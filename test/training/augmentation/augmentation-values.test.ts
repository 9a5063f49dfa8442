import type { Tensor, Tensor4D } from "@tensorflow/tfjs";
import { describe, expect, test } from "vitest";
import { tf, type Draws } from "../../../lib/engine";
import { augmentation, type AugmentationAmounts, type AugmentationName } from "../../../lib/training";
import { normals } from "../../engine/compare";
import { at, brightest, dot, given } from "./augmentation-draws";

const apply = (
  name: AugmentationName,
  images: Tensor,
  drawn: Draws,
  amounts: Partial<AugmentationAmounts> = {},
): Tensor => augmentation([name], amounts)(images as Tensor4D, drawn);
const numbers = (t: Tensor): number[] => Array.from(t.dataSync());
const closeTo = (actual: readonly number[], expected: readonly number[]): void => {
  expect(actual).toHaveLength(expected.length);
  actual.forEach((x, i) => expect(x).toBeCloseTo(expected[i]!, 5));
};
const mean = (xs: readonly number[]): number => xs.reduce((sum, x) => sum + x, 0) / xs.length;
const some = (side: number, channels = 1): Tensor => tf.tanh(normals([1, side, side, channels], "values"));

describe("color", () => {
  test("adds, then stretches about the mean", () => {
    const x = numbers(some(4));
    const m = mean(x);
    closeTo(
      numbers(apply("color", some(4), at(1))),
      x.map((v) => (v - m) * 1.5 + m + 0.5),
    );
    closeTo(
      numbers(apply("color", some(4), given([0.2], [0.7]))),
      x.map((v) => (v - m) * 0.7 + m + 0.2),
    );
  });

  test("keeps one mean for all channels", () => {
    const x = numbers(some(4, 3));
    const m = mean(x);
    closeTo(
      numbers(apply("color", some(4, 3), given([0], [1], [0.5]))),
      x.map((v) => (v - m) * 0.5 + m),
    );
  });

  test("takes several channels to grey and twice as far from it", () => {
    const x = numbers(some(4, 3));
    const saturated = (factor: number) =>
      x.map((v, i) => {
        const grey = mean(x.slice(i - (i % 3), i - (i % 3) + 3));
        return (v - grey) * factor + grey;
      });
    closeTo(numbers(apply("color", some(4, 3), given([0], [0], [1]))), saturated(0));
    closeTo(
      numbers(apply("color", some(4, 3), at(1), { colorContrast: 0, colorBrightness: 0 })),
      saturated(2),
    );
  });
});

describe("translation", () => {
  test("moves a pixel down and to the right by what is drawn, each image by its own", () => {
    const two = tf.concat([dot(16, 5, 6), dot(16, 5, 6)]);
    const moved = tf.split(apply("translation", two, given([2, -1], [1, 0])), 2);
    expect(moved.map(brightest)).toEqual([
      [7, 7],
      [4, 6],
    ]);
  });

  test("moves an eighth of the side at most, and fills", () => {
    const x = dot(16, 5, 6);
    expect(brightest(apply("translation", x, at(0)))).toEqual([3, 4]);
    expect(brightest(apply("translation", x, at(1)))).toEqual([7, 8]);
    const shifted = numbers(apply("translation", x, given([1], [0])));
    expect(shifted.slice(0, 16)).toEqual(Array(16).fill(0));
    expect(shifted.slice(16, 32)).toEqual(Array(16).fill(-1));
    const filled = numbers(apply("translation", x, given([1], [0]), { fill: -1 }));
    expect(filled.slice(0, 16)).toEqual(Array(16).fill(-1));
  });
});

describe("cutout", () => {
  const ones = tf.ones([1, 8, 8, 1]);
  const empty = (x: Tensor): number[] => numbers(x).flatMap((v, i) => (v === 0 ? [i] : []));

  test("empties the square about the centre that is drawn", () => {
    const rows = [2, 3, 4, 5].flatMap((row) => [1, 2, 3, 4].map((column) => 8 * row + column));
    expect(empty(apply("cutout", ones, given([4], [3])))).toEqual(rows);
    expect(
      numbers(apply("cutout", ones, given([4], [3]), { fill: -1 })).filter((x) => x === -1),
    ).toHaveLength(16);
  });

  test("at a corner reaches outside, up to a quarter of the square", () => {
    expect(empty(apply("cutout", ones, at(0)))).toEqual([0, 1, 8, 9]);
    expect(empty(apply("cutout", ones, at(1)))).toEqual([54, 55, 62, 63]);
  });
});

describe("geometry", () => {
  const still = { flip: 0, rotation: 0, shift: 0, zoom: 0 };

  test("mirrors left to right, exactly", () => {
    const x = some(7);
    const mirrored = apply("geometry", x, at(0.5), { ...still, flip: 1 });
    expect(numbers(mirrored)).toEqual(numbers(tf.reverse(x, 2)));
    expect(numbers(apply("geometry", x, at(0.5), still))).toEqual(numbers(x));
  });

  test("shifts right and down by what is drawn, and fills with background", () => {
    const moved = apply("geometry", dot(16, 5, 6), given([0], [0], [1], [3], [-2]));
    expect(brightest(moved)).toEqual([3, 9]);
    const border = numbers(apply("geometry", tf.ones([1, 4, 4, 1]), given([0], [0], [1], [1], [0])));
    expect(border).toEqual(Array(4).fill([-1, 1, 1, 1]).flat());
  });

  test("turns x towards y, and is back after four right angles", () => {
    const quarter = { ...still, rotation: 90 };
    let x: Tensor = some(6);
    const start = numbers(x);
    expect(brightest(apply("geometry", dot(9, 4, 6), at(1), quarter))).toEqual([6, 4]);
    for (let i = 0; i < 4; i++) x = apply("geometry", x, at(1), quarter);
    closeTo(numbers(x), start);
  });

  test("zooms about the centre", () => {
    expect(brightest(apply("geometry", dot(9, 4, 6), given([0], [0], [2], [0], [0])))).toEqual([4, 8]);
  });

  test("mirrors, turns, zooms and shifts in this order, sampling bilinearly", () => {
    const side = 8;
    const x = numbers(some(side));
    const [angle, size, right, down] = [0.15, 1.07, 0.4, -0.3];
    const c = (side - 1) / 2;
    const pixel = (row: number, column: number): number =>
      row < 0 || column < 0 || row >= side || column >= side ? -1 : x[row * side + column]!;
    const expected = Array.from({ length: side * side }, (_, i) => {
      const [px, py] = [(i % side) - c - right, Math.floor(i / side) - c - down];
      const column = -(Math.cos(angle) * px + Math.sin(angle) * py) / size + c;
      const row = (Math.cos(angle) * py - Math.sin(angle) * px) / size + c;
      const [r, k] = [Math.floor(row), Math.floor(column)];
      const across = (r: number) => pixel(r, k) + (column - k) * (pixel(r, k + 1) - pixel(r, k));
      return across(r) + (row - r) * (across(r + 1) - across(r));
    });
    const actual = apply("geometry", some(side), given([1], [angle], [size], [right], [down]));
    closeTo(numbers(actual), expected);
  });
});

describe("intensity", () => {
  test("changes the head about its own mean and leaves the background", () => {
    const head = [0.2, -0.4, 0.6, 0.1];
    const pixels = [-1, ...head, -1, -1, -1, -1];
    const m = mean(head);
    const expected = pixels.map((v) => (v === -1 ? -1 : (v - m) * 0.9 + m - 0.1));
    closeTo(numbers(apply("intensity", tf.tensor(pixels, [1, 3, 3, 1]), at(0))), expected);
  });

  test("stays in [-1, 1], and leaves an empty image empty", () => {
    const bright = numbers(apply("intensity", tf.mul(tf.ones([1, 3, 3, 1]), 0.99), at(1)));
    expect(bright).toEqual(Array(9).fill(1));
    const dark = numbers(apply("intensity", tf.fill([1, 3, 3, 1], -1), at(1)));
    expect(dark).toEqual(Array(9).fill(-1));
  });
});
