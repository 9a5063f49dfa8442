import { describe, expect, it } from "vitest";
import { assertComparable, row, rowsAt, stack, vectors } from "../../lib/ml/vectors";

const three = vectors([
  [1, 2],
  [3, 4],
  [5, 6],
]);

describe("vectors", () => {
  it("vectors() lays rows one after the other, and refuses rows of unequal length", () => {
    expect(three).toEqual({ n: 3, dim: 2, values: Float64Array.of(1, 2, 3, 4, 5, 6) });
    expect(vectors([])).toEqual({ n: 0, dim: 0, values: new Float64Array() });
    expect(() => vectors([[1, 2], [3]])).toThrow("rows of unequal length, expected 2 numbers per row");
  });

  it("row() is a view: what is written to it stands in the set", () => {
    const copy = rowsAt(three, [0, 1, 2]);
    row(copy, 1)[0] = 9;
    expect([...copy.values]).toEqual([1, 2, 9, 4, 5, 6]);
    expect([...three.values]).toEqual([1, 2, 3, 4, 5, 6]); // rowsAt() copied
  });

  it("rowsAt() takes vectors in the given order, also twice, also none", () => {
    expect(rowsAt(three, [2, 0, 2])).toEqual(
      vectors([
        [5, 6],
        [1, 2],
        [5, 6],
      ]),
    );
    expect(rowsAt(three, [])).toEqual({ n: 0, dim: 2, values: new Float64Array() });
  });

  it("stack() keeps the order of both, and refuses other dimensions", () => {
    expect(stack(rowsAt(three, [1]), three).values).toEqual(Float64Array.of(3, 4, 1, 2, 3, 4, 5, 6));
    expect(() => stack(three, vectors([[1]]))).toThrow("vectors of dimension 2 and 1");
  });

  it("assertComparable() refuses dimension 0, too few vectors, and values that are not finite in either set", () => {
    const empty = vectors([]);
    const bad = vectors([[1, Infinity]]);
    expect(() => assertComparable("compare", empty, empty, 0)).toThrow(
      "Cannot compare: vectors of dimension 0",
    );
    expect(() => assertComparable("compare", three, three, 4)).toThrow(
      "3 and 3 vectors, expected at least 4",
    );
    expect(() => assertComparable("compare", three, bad, 1)).toThrow("not finite");
    expect(() => assertComparable("compare", bad, three, 1)).toThrow("not finite");
    expect(() => assertComparable("compare", three, three, 3)).not.toThrow();
  });
});
