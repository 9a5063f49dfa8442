import { describe, expect, it } from "vitest";
import { stream } from "../../lib/core/random";
import { doubleProducts, numTensors } from "../../lib/engine";
import { engineMultiply } from "../../lib/quality/engine-multiply";
import { prdc } from "../../lib/quality/prdc";
import { innerProducts, squaredDistances } from "../../lib/ml/distances";
import { rowsAt, stack, type Vectors } from "../../lib/ml/vectors";

// 700 x 700 x 2,048 multiply-adds are large, 10 of the rows are not
const dim = 2048;
const span = (n: number): number[] => Array.from({ length: n }, (_, i) => i);
const normals = (n: number, name: string, offset = 0): Vectors => ({
  n,
  dim,
  values: Float64Array.from(stream(1, "products", name).normals(n * dim), (v) => v + offset),
});
const largest = (a: Float64Array, b: Float64Array, scale: (i: number) => number): number =>
  a.reduce((most, value, i) => Math.max(most, Math.abs(value - b[i]!) / scale(i)), 0);

describe.each([
  ["about 0", 0],
  ["far from 0", 1000],
])("large sets %s", (_, offset) => {
  const x = normals(700, "x", offset);
  const y = stack(normals(690, "y", offset), rowsAt(x, span(10)));
  const few = rowsAt(x, span(10));
  const rows = (m: { readonly values: Float64Array }): Float64Array => m.values.slice(0, 10 * y.n);

  it("innerProducts() are JavaScript's to 1e-13", () => {
    const [all, some] = [
      rows(innerProducts(x, y, engineMultiply)),
      innerProducts(few, y, engineMultiply).values,
    ];
    expect(largest(all, some, () => dim * (1 + offset ** 2))).toBeLessThan(1e-13);
  });

  it("squaredDistances() are JavaScript's to 1e-9, and 0 for copies", () => {
    const [all, some] = [
      rows(squaredDistances(x, y, engineMultiply)),
      squaredDistances(few, y, engineMultiply).values,
    ];
    expect(largest(all, some, (i) => Math.max(some[i]!, 1e-300))).toBeLessThan(1e-9);
    for (let i = 0; i < 10; i++) expect(all[i * y.n + 690 + i]).toBe(0);
    const own = squaredDistances(x, x, engineMultiply);
    for (let i = 0; i < x.n; i++) expect(own.values[i * x.n + i]).toBe(0);
  });
});

it("doubleProducts() keeps what single floats would lose, and leaves no tensor", () => {
  const before = numTensors();
  const x = { n: 2, dim: 2, values: Float64Array.of(1 + 2 ** -40, 1, 3, -1) };
  const y = { n: 1, dim: 2, values: Float64Array.of(1, -1) };
  expect([...doubleProducts(x, y)]).toEqual([2 ** -40, 4]);
  expect(numTensors()).toBe(before);
});

it("doubleProducts() of a set with itself are those with its copy, block by block", () => {
  const x = normals(1100, "x"); // three blocks
  expect(largest(doubleProducts(x, x), doubleProducts(x, { ...x }), () => dim)).toBeLessThan(1e-14);
});

it("prdc() does not take a copy of a radius' neighbour for nearer than it", () => {
  const real = normals(700, "real");
  const { precision, coverage } = prdc(rowsAt(real, [...span(700)].reverse()), real, {
    k: 1,
    multiply: engineMultiply,
  });
  // each ball of its one neighbour's distance holds the copy of its own centre and nothing on its edge
  expect([precision, coverage]).toEqual([1, 1]);
  expect(prdc(rowsAt(real, [...span(700)].reverse()), real, { k: 1, multiply: engineMultiply }).density).toBe(
    1,
  );
});

it("only sets of 1e8 multiply-adds or more go to the quicker multiplication", () => {
  let calls = 0;
  const multiply = (x: Vectors, y: Vectors): Float64Array => (calls++, new Float64Array(x.n * y.n));
  const [x, y] = [normals(70, "x"), normals(698, "y")];
  innerProducts(x, rowsAt(y, span(690)), multiply);
  expect(calls).toBe(0); // 0.99e8
  expect(innerProducts(x, y, multiply).values.every((v) => v === 0)).toBe(true);
  expect(calls).toBe(1);
});
