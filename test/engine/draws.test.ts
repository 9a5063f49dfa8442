import type { Tensor } from "@tensorflow/tfjs";
import { describe, expect, test } from "vitest";
import { compile, draws, numTensors, tf, type Draws } from "../../lib/engine";

const numbers = (t: Tensor): number[] => Array.from(t.dataSync());
const mean = (xs: readonly number[]): number => xs.reduce((sum, x) => sum + x, 0) / xs.length;
const spread = (xs: readonly number[]): number => {
  const middle = mean(xs);
  return Math.sqrt(mean(xs.map((x) => (x - middle) ** 2)));
};
const kinds: Readonly<Record<string, (d: Draws, count: number) => Tensor>> = {
  uniform: (d, count) => d.uniform([count], -2, 4),
  normal: (d, count) => d.normal([count], 1, 3),
  integers: (d, count) => d.integers([count], -2, 3),
  chance: (d, count) => d.chance([count], 0.3),
};
const names = Object.keys(kinds);
const draw = (kind: string, d: Draws, count = 6): number[] => tf.tidy(() => numbers(kinds[kind]!(d, count)));

describe("draws()", () => {
  // 20,000 numbers: four standard deviations of a mean are 0.028 of the numbers' own
  test("gives numbers of the distribution that is asked for", () => {
    const many = (kind: string): number[] => draw(kind, draws(1, "moments"), 20_000);
    const [uniform, normal, integers, chance] = names.map(many) as [number[], number[], number[], number[]];
    expect(uniform.every((x) => x >= -2 && x < 4)).toBe(true);
    expect(Math.abs(mean(uniform) - 1)).toBeLessThan(0.05);
    expect(Math.abs(spread(uniform) - Math.sqrt(3))).toBeLessThan(0.03);
    expect(Math.abs(mean(normal) - 1)).toBeLessThan(0.09);
    expect(Math.abs(spread(normal) - 3)).toBeLessThan(0.06);
    for (const value of [-2, -1, 0, 1, 2])
      expect(Math.abs(integers.filter((x) => x === value).length / 20_000 - 0.2)).toBeLessThan(0.012);
    expect(new Set(chance)).toEqual(new Set([0, 1]));
    expect(Math.abs(mean(chance) - 0.3)).toBeLessThan(0.013);
  });

  test("gives each its element type and shape, and a single number, too", () => {
    const d = draws(1, "types");
    expect(names.map((kind) => kinds[kind]!(d, 1).dtype)).toEqual(["float32", "float32", "int32", "float32"]);
    expect(d.normal([2, 3, 1]).shape).toEqual([2, 3, 1]);
    expect(d.uniform([]).shape).toEqual([]);
    expect(numbers(d.integers([4], 5, 6))).toEqual([5, 5, 5, 5]);
  });

  test.each(names)("%s: the n-th is a function of seed, name and n alone", (kind) => {
    const [a, b] = [draws(1, "a"), draws(1, "a")];
    const three = [0, 1, 2].map(() => draw(kind, a, 40));
    expect([0, 1, 2].map(() => draw(kind, b, 40))).toEqual(three);
    expect(new Set(three.map(String)).size).toBe(3);
    for (const other of [draws(2, "a"), draws(1, "b")]) expect(draw(kind, other, 40)).not.toEqual(three[0]);
    expect(a.position).toBe(3);
    const late = draws(1, "a");
    late.position = 2;
    expect(draw(kind, late, 40)).toEqual(three[2]);
  });

  test("are not correlated from draw to draw, and from name to name", () => {
    const n = 20_000;
    const d = draws(1, "a");
    const [first, second] = [numbers(d.normal([n])), numbers(d.normal([n]))];
    const other = numbers(draws(1, "b").normal([n]));
    for (const [x, y] of [
      [first, second],
      [first, other],
      [first, second.slice(1)],
    ] as const)
      expect(Math.abs(mean(y.map((value, i) => value * x[i]!)))).toBeLessThan(4 / Math.sqrt(n));
  });

  test.each(names)("%s: a graph draws what eager draws, several in a step, and continues", (kind) => {
    const [eager, graph] = [draws(3, "graph"), draws(3, "graph")];
    const step = (d: Draws) => (): Tensor[] => [kinds[kind]!(d, 5), kinds[kind]!(d, 5)];
    const compiled = compile(step(graph));
    const expected = [0, 1, 2].map(() => step(eager)().map(numbers));
    expect([0, 1, 2].map(() => compiled().map(numbers))).toEqual(expected);
    expect(graph.position).toBe(6);
    expect(draw(kind, graph, 5)).toEqual(draw(kind, eager, 5)); // and eager continues from a graph
    graph.position = 2;
    expect(compiled().map(numbers)).toEqual(expected[1]);
    compiled.dispose();
  });

  test("are Philox's", () => {
    // Philox 4x32-10 of the same key in Python's integers, modulo 1,000
    const expected = [800, 633, 181, 179, 265, 891, 451, 640];
    expect(numbers(draws(1, "golden").integers([8], 0, 1000))).toEqual(expected);
  });

  test("keep one tensor, their counter, until they are disposed", () => {
    const before = numTensors();
    const d = draws(1, "a");
    for (const kind of names) draw(kind, d);
    d.position = 4;
    expect(numTensors()).toBe(before + 1);
    d.dispose();
    expect(numTensors()).toBe(before);
  });
});
