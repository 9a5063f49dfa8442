import type { Tensor } from "@tensorflow/tfjs";
import { expect, test } from "vitest";
import { stream } from "../../lib/core";
import { numTensors, tf } from "../../lib/engine";
import { generatorInputs } from "../../lib/training/generator-inputs";
import { statisticsOrder } from "../../lib/training/statistics-order";
import { squares } from "./tiny";

/** Sorted by class, as folders of classes are read: 40 dark ones, then 20 bright ones. */
const sorted = squares("train", 60, (i) => Number(i >= 40));
const random = () => stream(1, "latents");
const first = (n: number, count: number): number[] => {
  const order = statisticsOrder(count);
  return Array.from({ length: n }, () => order.next().value);
};

test("statisticsOrder() shows every image once a pass, each pass in another order, always the same ones", () => {
  const shown = first(24, 12);
  const [one, two] = [shown.slice(0, 12), shown.slice(12)];
  const all = Array.from({ length: 12 }, (_, i) => i);
  for (const pass of [one, two]) {
    expect(pass.toSorted((a, b) => a - b)).toEqual(all);
    expect(pass).not.toEqual(all);
  }
  expect(two).not.toEqual(one);
  expect(first(24, 12)).toEqual(shown);
});

test("batches of a conditional pair hold the mixture of classes of a set that is sorted by class; their latents stay", () => {
  const before = numTensors();
  const plain = [...generatorInputs(random(), 5, 4, sorted, undefined)] as Tensor[];
  const told = [...generatorInputs(random(), 5, 4, sorted, 2)] as [Tensor, Tensor][];
  const bright = told.map(([, y]) => tf.tidy(() => tf.sum(tf.slice(y, [0, 1], [32, 1])).dataSync()[0]!));
  for (const count of bright) expect(Math.abs(count - 32 / 3)).toBeLessThan(7); // in the set's order 0 in the first
  expect(new Set(bright).size).toBeGreaterThan(1);
  expect(told.map(([z]) => [...z.dataSync()])).toEqual(plain.map((z) => [...z.dataSync()]));
  tf.dispose([...plain, ...told.flat()]);
  expect(numTensors()).toBe(before);
});
