import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { stream } from "../../lib/core/random";
import { squaredDistances, type Multiply } from "../../lib/ml/distances";
import { nearestNeighbours, nearestOthers } from "../../lib/ml/nearest-neighbours";
import { rowsAt, stack, vectors, type Vectors } from "../../lib/ml/vectors";
import { engineMultiply } from "../../lib/quality/engine-multiply";
import { golden, X, Y } from "../quality/golden";

const firstTen = rowsAt(X, [0, 1, 2, 3, 4, 5, 6, 7, 8, 9]);

describe("nearestNeighbours()", () => {
  it("finds the neighbours and Euclidean distances that scikit-learn finds", () => {
    expect(nearestNeighbours(Y, X).index).toEqual(golden.authPct.nn_real);
    const { distance } = nearestNeighbours(Y, firstTen);
    distance.forEach((d, i) => expect(d).toBeCloseTo(golden.nearestToTrain[i]!, 12));
  });

  it("takes the first of equally near vectors", () => {
    expect(nearestNeighbours(vectors([[0]]), vectors([[2], [-1], [1], [-1]]))).toEqual({
      index: [1],
      distance: [1],
    });
  });

  it("finds nothing in an empty set, nor beside NaN", () => {
    const nothing = { index: [-1], distance: [Infinity] };
    expect(nearestNeighbours(vectors([[0]]), { n: 0, dim: 1, values: new Float64Array() })).toEqual(nothing);
    expect(nearestNeighbours(vectors([[0]]), vectors([[NaN]]))).toEqual(nothing);
  });

  it("is the smallest entry of each row of squaredDistances(), however early a sum is given up", () => {
    const sets = fc.integer({ min: 1, max: 200 }).chain((dim) => {
      const row = fc.array(fc.integer({ min: -3, max: 3 }), { minLength: dim, maxLength: dim });
      const rows = fc.array(row, { minLength: 1, maxLength: 6 });
      return fc.tuple(rows.map(vectors), rows.map(vectors));
    });
    fc.assert(
      fc.property(sets, ([x, reference]: [Vectors, Vectors]) => {
        const all = squaredDistances(x, reference).values.map(Math.sqrt);
        const rows = Array.from({ length: x.n }, (_, i) => [
          ...all.subarray(i * reference.n, (i + 1) * reference.n),
        ]);
        const least = rows.map((row) => Math.min(...row));
        const { index, distance } = nearestNeighbours(x, reference);
        expect(distance).toEqual(least);
        expect(index).toEqual(rows.map((row, i) => row.indexOf(least[i]!)));
      }),
    );
  });
});

describe("nearestOthers()", () => {
  it("leaves each vector itself out, but not its copies", () => {
    expect(nearestOthers(vectors([[0], [5], [0], [4]]))).toEqual({
      index: [2, 3, 0, 1],
      distance: [0, 1, 0, 1],
    });
  });

  it("finds no neighbour of a single vector, nor where none is allowed", () => {
    expect(nearestOthers(vectors([[1, 2]]))).toEqual({ index: [-1], distance: [Infinity] });
    expect(nearestOthers(vectors([[0], [1], [3]]), (i, j) => i + j !== 1).index).toEqual([2, 2, 1]);
  });
});

// 1,000 x 2,010 x 64 multiply-adds are large, and more than one block
describe.each([
  ["of vectors about 0", 0, 1],
  ["of vectors that differ by less than what products lose", 1e4, 1e-5],
])("nearestNeighbours() by products, %s", (_, offset, spread) => {
  const draw = (n: number, name: string): Vectors => ({
    n,
    dim: 64,
    values: Float64Array.from(stream(1, "nearest", name).normals(n * 64), (v) => offset + spread * v),
  });
  const x = draw(1000, "x");
  const reference = stack(draw(2000, "reference"), rowsAt(x, [1, 3, 5, 7, 9, 1, 3, 5, 7, 9]));
  const isAllowed = (i: number, j: number): boolean => (i + j) % 3 > 0 || j > 2004;
  let calls = 0;
  const multiply: Multiply = (a, b) => (calls++, engineMultiply!(a, b));

  it("are those from differences to the last bit, copies and ties too", () => {
    expect(nearestNeighbours(x, reference, { multiply })).toEqual(nearestNeighbours(x, reference));
    expect(calls).toBe(2);
    const plain = nearestNeighbours(x, reference, { isAllowed });
    expect(nearestNeighbours(x, reference, { isAllowed, multiply })).toEqual(plain);
    expect(plain.index.slice(0, 10).filter((_, i) => i % 2)).toEqual([2005, 2006, 2007, 2008, 2009]);
  });
});
