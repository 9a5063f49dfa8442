import type { Scalar, Tensor, Tensor4D } from "@tensorflow/tfjs";
import { describe, expect, test } from "vitest";
import { compile, draws, numTensors, tf } from "../../../lib/engine";
import { augmentation, augmentations, classical, diffAugment, type Augment } from "../../../lib/training";
import { gradients, normals, numericGradient } from "../../engine/compare";
import { at } from "./augmentation-draws";

const images = (n: number, side = 8, channels = 1): Tensor4D =>
  tf.tanh(normals([n, side, side, channels], "images", n)) as Tensor4D;
const numbers = (t: Tensor): number[] => Array.from(t.dataSync());
const all = augmentation([...diffAugment, ...classical]);
const names = Object.keys(augmentations) as (keyof typeof augmentations)[];

describe("augmentation()", () => {
  test("in the middle of every range changes nothing, a cutout apart", () => {
    const x = images(3);
    const middle = augmentation(["color", "translation", "geometry", "intensity"])(x, at(0.5));
    expect(Math.max(...numbers(tf.abs(tf.sub(middle, x))))).toBeLessThan(1e-6);
    expect(numbers(augmentation(["cutout"], { cutout: 0 })(x, at(0.5)))).toEqual(numbers(x));
    expect(numbers(augmentation([])(x, at(0)))).toEqual(numbers(x));
  });

  test.each(names)("%s gives the same from the same draws, and other images from step to step", (name) => {
    const [x, augment] = [images(4), augmentation([name])];
    const [a, b] = [draws(1, "a"), draws(1, "a")];
    const first = [numbers(augment(x, a)), numbers(augment(x, a))];
    expect([numbers(augment(x, b)), numbers(augment(x, b))]).toEqual(first);
    expect(first[0]).not.toEqual(first[1]);
    expect(first[0]).not.toEqual(numbers(x));
    const { position } = a;
    const third = numbers(augment(x, a));
    b.position = position;
    expect(numbers(augment(x, b))).toEqual(third);
  });

  test.each(names)("%s changes the images of one batch each its own way", (name) => {
    const one = images(1);
    const changed = augmentation([name])(tf.tile(one, [6, 1, 1, 1]), draws(1, "a"));
    expect(new Set(tf.unstack(changed).map((image) => String(numbers(image)))).size).toBeGreaterThan(3);
  });

  test("keeps the shape of a batch of one, of a smaller last batch and of three channels, and leaves no tensor", () => {
    const drawn = draws(1, "a");
    for (const x of [images(1), images(3), images(2, 9, 3)]) {
      const before = numTensors();
      const y = all(x, drawn);
      expect(y.shape).toEqual(x.shape);
      expect(numTensors()).toBe(before + 1);
      y.dispose();
    }
  });

  test("refuses what it does not know", () => {
    expect(() => augmentation(["blur" as "color"])).toThrow(
      /Cannot augment images: "blur", expected color, translation/,
    );
    expect(() => augmentation(["color"], { rotation: 200 })).toThrow(/rotation 200: 200, expected 0 to 180/);
    expect(() => augmentation(["color"], { shear: 1 } as object)).toThrow(/no such amount/);
  });
});

describe("diffAugment", () => {
  const drawn = draws(1, "gradient");
  const fixed =
    (augment: Augment) =>
    (x: Tensor): Tensor => {
      drawn.position = 0;
      return augment(x as Tensor4D, drawn);
    };
  const augment = fixed(augmentation(diffAugment));
  const places = [0, 70, 200, 313, 383];

  test("has the gradient of finite differences", () => {
    const x = images(2, 8, 3);
    const slope = numbers(gradients(augment, [x])[0]!);
    numericGradient(augment, [x], 0, places).forEach((expected, i) =>
      expect(slope[places[i]!]).toBeCloseTo(expected, 2),
    );
  });

  test("inside of a gradient penalty, too", () => {
    const x = images(2, 8, 3);
    const penalty = (x: Tensor): Tensor => {
      const slope = tf.grad((y) => tf.sum(tf.square(augment(y))))(x);
      return tf.reshape(tf.sum(tf.square(slope)), [1]);
    };
    const slope = numbers(gradients(penalty, [x])[0]!);
    const scale = Math.max(...slope.map(Math.abs));
    expect(scale).toBeGreaterThan(0.1);
    numericGradient(penalty, [x], 0, places).forEach((expected, i) =>
      expect(Math.abs(slope[places[i]!]! - expected) / scale).toBeLessThan(5e-3),
    );
  });

  test("as a graph changes each step as eagerly, and passes the gradient on", () => {
    const step = (seed: number) => {
      const drawn = draws(seed, "step");
      const [apply, jitter] = [augmentation(diffAugment), augmentation(classical)];
      return (x: Tensor4D): { y: Tensor4D; slope: Tensor } => ({
        y: jitter(apply(x, drawn), drawn),
        slope: tf.grad((z) => tf.sum(tf.square(apply(z as Tensor4D, drawn))) as Scalar)(x),
      });
    };
    const [eager, graph] = [step(1), compile(step(1))];
    for (const n of [4, 4, 1, 4]) {
      const [expected, actual] = [eager(images(n)), graph(images(n))];
      for (const part of ["y", "slope"] as const) {
        const most = tf.max(tf.abs(tf.sub(actual[part], expected[part]))).dataSync()[0];
        expect(most).toBeLessThan(1e-5);
      }
    }
    graph.dispose();
  });
});

test("the gradient of classical is refused: it is for images that come from data", () => {
  const gradient = (name: "geometry" | "intensity") => {
    const augment = augmentation([name]);
    return tf.grad((x) => tf.sum(augment(x as Tensor4D, at(0))))(images(1));
  };
  expect(() => gradient("geometry")).toThrow(/Cannot differentiate an image's warp/);
  expect(() => gradient("intensity")).toThrow(/gradient function not found/);
});
