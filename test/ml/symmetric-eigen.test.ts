import { expect, it } from "vitest";
import { stream } from "../../lib/core";
import { symmetricEigen } from "../../lib/ml/symmetric-eigen";

it("symmetricEigen() rebuilds the matrix, repeated and zero eigenvalues included", () => {
  const matrices = [
    [2, 1, 0, 1, 2, 0, 0, 0, 3],
    [1, 1, 1, 1, 1, 1, 1, 1, 1],
    [0, 0, 0, 0, 0, 0, 0, 0, 0],
    [4, -2, 1, -2, 5, 3, 1, 3, -6],
  ];
  for (const a of matrices) {
    const { values, vectors } = symmetricEigen(Float64Array.from(a), 3);
    expect([...values].sort((x, y) => y - x)).toEqual([...values]);
    for (let i = 0; i < 3; i++)
      for (let j = 0; j < 3; j++) {
        const sum = [0, 1, 2].reduce((s, k) => s + values[k]! * vectors[k * 3 + i]! * vectors[k * 3 + j]!, 0);
        expect(sum).toBeCloseTo(a[i * 3 + j]!, 12);
      }
  }
});

it("symmetricEigen() gives orthonormal vectors in rows, each largest entry positive, and leaves its input as it is", () => {
  const n = 12;
  const half = stream(1, "matrix").normals(n * n);
  const a = Float64Array.from({ length: n * n }, (_, k) => half[k]! + half[(k % n) * n + Math.floor(k / n)]!);
  const before = a.slice();
  const { vectors } = symmetricEigen(a, n);
  expect(a).toEqual(before);
  for (let i = 0; i < n; i++) {
    const row = vectors.subarray(i * n, (i + 1) * n);
    expect(Math.max(...row)).toBe(Math.max(...row.map(Math.abs)));
    for (let j = 0; j < n; j++) {
      const product = row.reduce((sum, v, k) => sum + v * vectors[j * n + k]!, 0);
      expect(product).toBeCloseTo(i === j ? 1 : 0, 12);
    }
  }
});

it("symmetricEigen() of a single number is that number", () => {
  expect(symmetricEigen(Float64Array.of(-3), 1)).toEqual({
    values: Float64Array.of(-3),
    vectors: Float64Array.of(1),
  });
});
