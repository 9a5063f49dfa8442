import { describe, expect, test } from "vitest";
import {
  bisect,
  extent,
  groupBy,
  indicesWhere,
  mean,
  median,
  quantile,
  range,
  sum,
  variance,
} from "../../lib/core";

describe("sum and mean", () => {
  test("add from first to last, so that digits depend on the order given and on nothing else", () => {
    expect(sum([1e16, 1, -1e16])).toBe(0);
    expect(sum([1e16, -1e16, 1])).toBe(1);
    expect(mean([0.1, 0.2, 0.3])).toBe((0.1 + 0.2 + 0.3) / 3);
  });
  test("take typed arrays without rounding the sum to their kind", () => {
    expect(mean(new Uint8Array([255, 255, 254]))).toBe(764 / 3);
    expect(sum(new Float32Array([0.1, 0.2]))).toBe(Math.fround(0.1) + Math.fround(0.2));
  });
  test("a mean of one number per item", () => {
    expect(mean([{ loss: 1 }, { loss: 4 }], (epoch) => epoch.loss)).toBe(2.5);
  });
  test("a sum of none is 0, a mean of none has no value", () => {
    expect(sum([])).toBe(0);
    expect(() => mean([])).toThrow(RangeError);
  });
  test("a NaN among the values is seen in the result", () => {
    expect(mean([1, NaN])).toBeNaN();
  });
});

describe("variance", () => {
  test("of a sample and of all there are, from the mean: far from 0 it loses no digits", () => {
    expect([variance([1, 2, 6], "n - 1"), variance([1, 2, 6], "n")]).toEqual([7, 14 / 3]);
    expect(variance(new Float64Array([1e9 + 1, 1e9 + 2, 1e9 + 6]), "n - 1")).toBe(7);
  });
  test("one number has none as a sample, no numbers have none at all", () => {
    expect([variance([3], "n - 1"), variance([3], "n")]).toEqual([NaN, 0]);
    expect(() => variance([], "n")).toThrow(RangeError);
  });
});

describe("order statistics", () => {
  test("the median of odd and even counts, in any order, numbers not compared as text", () => {
    expect(median([100, 9, 20])).toBe(20);
    expect(median([4, 1, 3, 2])).toBe(2.5);
  });
  // numpy.quantile([1, 3, 7, 20], [0, 0.025, 0.1, 0.5, 0.9, 1])
  test.each([
    [0, 1],
    [0.025, 1.15],
    [0.1, 1.6],
    [0.5, 5],
    [0.9, 16.1],
    [1, 20],
  ])("the %d quantile is NumPy's", (p, expected) => {
    expect(quantile([7, 1, 20, 3], p)).toBeCloseTo(expected, 12);
  });
  test("the values are left as they were", () => {
    const values = [3, 1, 2];
    quantile(values, 0.5);
    expect(values).toEqual([3, 1, 2]);
  });
  test("extent finds smallest and largest, of more values than a call takes arguments", () => {
    expect(extent([3, -1, 2])).toEqual([-1, 3]);
    expect(extent(new Float32Array(300_000).fill(2))).toEqual([2, 2]);
  });
  test.each([median, (v: number[]) => quantile(v, 0.1), extent])("none or NaN is refused", (of) => {
    expect(() => of([])).toThrow("no values");
    expect(() => of([1, NaN, 2])).toThrow("NaN among the values");
  });
});

describe("lists", () => {
  test("range counts from 0", () => {
    expect(range(3)).toEqual([0, 1, 2]);
    expect(range(0)).toEqual([]);
  });
  test("indicesWhere gives ascending indices", () => {
    expect(indicesWhere(["a", "b", "a"], (x) => x === "a")).toEqual([0, 2]);
  });
  test("groupBy keeps the order of keys and items", () => {
    expect([...groupBy(["b1", "a1", "b2"], (x) => x[0])]).toEqual([
      ["b", ["b1", "b2"]],
      ["a", ["a1"]],
    ]);
  });
});

test("bisect finds where a condition changes, as exactly as its iterations allow", () => {
  const root = (iterations: number): number => bisect((x) => x * x < 2, { low: 0, high: 2, iterations });
  expect(root(60)).toBeCloseTo(Math.SQRT2, 15);
  expect(Math.abs(root(10) - Math.SQRT2)).toBeLessThan(2 / 2 ** 11);
  expect(Math.abs(root(3) - Math.SQRT2)).toBeGreaterThan(1e-3);
});
