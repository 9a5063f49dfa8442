import { describe, expect, it } from "vitest";
import { kernelScale, similarityKernel, vendiScore } from "../../../lib/quality/diversity/vendi-score";
import { stack, vectors, type Matrix, type Vectors } from "../../../lib/ml/vectors";
import { pixelVectors } from "../../../lib/quality/images";
import { part, phantoms, read } from "../golden";

const { vendi } = read<{
  vendi: {
    hand: { K: number[][]; q1: number; q2: number; qinf: number };
    identity4: number;
    ones4: number;
    two_pairs: number;
    phantoms: { median_squared_distance_of_normals: number; rbf_pixels: Record<string, number> };
  };
}>("diversity");

const matrix = (rows: number[][]): Matrix => ({
  rows: rows.length,
  columns: rows.length,
  values: Float64Array.from(rows.flat()),
});
const square = (of: (i: number, j: number) => number): Matrix =>
  matrix([0, 1, 2, 3].map((i) => [0, 1, 2, 3].map((j) => of(i, j))));

describe("vendiScore", () => {
  it("is the package's for three items, of orders 1, 2 and infinity", () => {
    const hand = matrix(vendi.hand.K);
    expect(vendiScore(hand)).toBeCloseTo(vendi.hand.q1, 10);
    expect(vendiScore(hand, 2)).toBeCloseTo(vendi.hand.q2, 10);
    expect(vendiScore(hand, Infinity)).toBeCloseTo(vendi.hand.qinf, 10);
  });

  it("counts different items: 4 of 4, 2 of two pairs, 1 of one repeated", () => {
    expect(vendiScore(square((i, j) => Number(i === j)))).toBeCloseTo(4, 10);
    expect(vendiScore(square((i, j) => Number(i >> 1 === j >> 1)))).toBeCloseTo(2, 10);
    expect(vendiScore(square(() => 1))).toBeCloseTo(1, 10);
  });

  it("is what NumPy finds for phantoms: half of them twice has fewer, one repeated is one", () => {
    const unit = (x: Vectors): Vectors => ({ ...x, values: Float64Array.from(x.values, (v) => (v + 1) / 2) });
    const { normal, lesion } = phantoms();
    const [x, y] = [unit(pixelVectors(normal)), unit(pixelVectors(lesion))];
    const scale = kernelScale(x);
    const score = (set: Vectors): number => vendiScore(similarityKernel(set, scale));
    const { rbf_pixels, median_squared_distance_of_normals } = vendi.phantoms;
    expect(scale).toBeCloseTo(median_squared_distance_of_normals, 5);
    expect(score(x)).toBeCloseTo(rbf_pixels["normal"]!, 5);
    expect(score(y)).toBeCloseTo(rbf_pixels["lesion"]!, 5);
    const half = unit(pixelVectors(part(normal, 0, 32)));
    expect(score(stack(half, half))).toBeCloseTo(rbf_pixels["normal 0-31 twice"]!, 5);
    const one = unit(pixelVectors(part(normal, 0, 1)));
    expect(score(stack(one, one))).toBeCloseTo(1, 10);
  });

  it("refuses products that are no similarities, and negative orders", () => {
    expect(() =>
      vendiScore(
        matrix([
          [2, 0],
          [0, 2],
        ]),
      ),
    ).toThrow("not 1 on the diagonal");
    expect(() =>
      vendiScore(
        matrix([
          [1, 0],
          [0, 1],
        ]),
        -1,
      ),
    ).toThrow("order -1");
    expect(kernelScale(vectors([[0], [1], [3]]))).toBe(4);
  });
});
