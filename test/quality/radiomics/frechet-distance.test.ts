import { describe, expect, it } from "vitest";
import { rowsAt, stack, vectors } from "../../../lib/ml/vectors";
import { frechetDistance } from "../../../lib/quality/radiomics/frechet-distance";
import { A, B, radiomics } from "./radiomics-golden";

describe("frechetDistance", () => {
  it("is scipy's, by the root of a matrix, both ways round", () => {
    expect(frechetDistance(A, B)).toBeCloseTo(radiomics.frechet.d2, 9);
    expect(frechetDistance(B, A)).toBeCloseTo(radiomics.frechet.d2, 9);
  });

  it("is the squared distance of the means where the spread is the same, 0 for the same set", () => {
    const moved = { ...A, values: A.values.map((v, k) => (k % A.dim === 0 ? v + 3 : v)) };
    expect(frechetDistance(A, moved)).toBeCloseTo(9, 9);
    expect(frechetDistance(A, A)).toBeCloseTo(0, 9);
  });

  it("is right also of fewer vectors than dimensions: two points each, by hand", () => {
    // along one axis each: variances 2 and 8 there, (sqrt 2 - sqrt 8)^2 = 2
    expect(
      frechetDistance(
        vectors([
          [-1, 0, 0],
          [1, 0, 0],
        ]),
        vectors([
          [-2, 0, 0],
          [2, 0, 0],
        ]),
      ),
    ).toBeCloseTo(2, 9);
    expect(
      frechetDistance(
        vectors([
          [-1, 0, 0],
          [1, 0, 0],
        ]),
        vectors([
          [0, -2, 0],
          [0, 2, 0],
        ]),
      ),
    ).toBeCloseTo(10, 9);
  });

  it("does not depend on the order of the vectors, and refuses a single one", () => {
    const turned = rowsAt(
      A,
      Array.from({ length: A.n }, (_, i) => A.n - 1 - i),
    );
    expect(frechetDistance(turned, B)).toBeCloseTo(radiomics.frechet.d2, 9);
    expect(() => frechetDistance(rowsAt(A, [0]), stack(A, B))).toThrow("at least 2 of each");
  });

  it("ends for a set without any spread: the distance of the means and the other's variance are left", () => {
    const still = { n: 30, dim: 56, values: new Float64Array(30 * 56).fill(0.1) };
    const values = Float64Array.from({ length: 30 * 56 }, (_, k) =>
      k % 56 === 0 ? (k % 112 === 0 ? 1.1 : -0.9) : 0.1,
    );
    expect(frechetDistance({ ...still, values }, still)).toBeCloseTo(30 / 29, 9);
  });
});
