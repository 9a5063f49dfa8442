import fc from "fast-check";
import { expect, it } from "vitest";
import { cholesky, choleskySolve } from "../../lib/ml/cholesky";

it("cholesky() and choleskySolve() solve what was multiplied, for any positive definite matrix", () => {
  const systems = fc.integer({ min: 1, max: 6 }).chain((n) => {
    const numbers = (length: number) =>
      fc.array(fc.integer({ min: -9, max: 9 }), { minLength: length, maxLength: length });
    return fc.tuple(numbers(n * n), numbers(n));
  });
  fc.assert(
    fc.property(systems, ([half, x]) => {
      const n = x.length;
      const at = (i: number, j: number): number =>
        x.reduce((sum, _, k) => sum + half[i * n + k]! * half[j * n + k]!, i === j ? 1 : 0);
      const a = Float64Array.from({ length: n * n }, (_, k) => at(Math.floor(k / n), k % n));
      const b = Float64Array.from(x, (_, i) => x.reduce((sum, v, j) => sum + a[i * n + j]! * v, 0));
      cholesky(a, n);
      choleskySolve(a, n, b).forEach((v, i) => expect(v).toBeCloseTo(x[i]!, 6));
    }),
  );
});

it("cholesky() gives the triangle of a hand case", () => {
  const a = Float64Array.of(4, 2, 2, 5);
  cholesky(a, 2);
  expect([a[0], a[2], a[3]]).toEqual([2, 1, 2]);
});
