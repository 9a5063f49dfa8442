import { describe, expect, it } from "vitest";
import { pixelVectors } from "../../lib/quality/images";
import { pca, project } from "../../lib/ml/pca";
import { rowsAt, vectors } from "../../lib/ml/vectors";
import { golden, phantoms, X, Y } from "../quality/golden";

describe("pca", () => {
  it("pca() agrees with scikit-learn, with n - 1 in the variance", () => {
    const found = pca(X, 3);
    const { explained_variance, explained_variance_ratio, abs_components, abs_scores_row0 } = golden.pca;
    explained_variance.forEach((v, c) => expect(found.variance[c]).toBeCloseTo(v, 10));
    explained_variance_ratio.forEach((v, c) => expect(found.share[c]).toBeCloseTo(v, 10));
    abs_components.flat().forEach((v, k) => expect(Math.abs(found.components.values[k]!)).toBeCloseTo(v, 8));
    abs_scores_row0.forEach((v, c) => expect(Math.abs(found.scores.values[c]!)).toBeCloseTo(v, 8));
  });

  it("pca() finds the same by images and by dimensions", () => {
    const six = rowsAt(X, [0, 1, 2, 3, 4, 5]);
    const wide = pca(six, 4);
    const doubled = rowsAt(X, [0, 1, 2, 3, 4, 5, 0, 1, 2, 3, 4, 5]);
    const tall = pca(doubled, 4);
    wide.variance.forEach((v, c) => expect(tall.variance[c]).toBeCloseTo((v * 5 * 2) / 11, 10));
    for (let k = 0; k < 24; k++)
      expect(Math.abs(wide.components.values[k]!)).toBeCloseTo(Math.abs(tall.components.values[k]!), 8);
  });

  it("project() puts the fitted vectors at their scores and centres others by the fitted mean", () => {
    const fitted = pca(X, 2);
    project(fitted, X).values.forEach((v, k) => expect(v).toBeCloseTo(fitted.scores.values[k]!, 12));
    const single = project(fitted, rowsAt(Y, [0]));
    const expected = [0, 1].map((c) =>
      fitted.mean.reduce((sum, m, j) => sum + (Y.values[j]! - m) * fitted.components.values[c * 6 + j]!, 0),
    );
    expected.forEach((v, c) => expect(single.values[c]).toBeCloseTo(v, 12));
  });

  it("pca() components of images are orthonormal", () => {
    const { components } = pca(pixelVectors(phantoms().normal), 50);
    for (const [i, j, expected] of [
      [0, 0, 1],
      [49, 49, 1],
      [0, 1, 0],
      [10, 40, 0],
    ] as const) {
      let sum = 0;
      for (let k = 0; k < 1024; k++)
        sum += components.values[i * 1024 + k]! * components.values[j * 1024 + k]!;
      expect(sum).toBeCloseTo(expected, 8);
    }
  });

  it("pca() of equal vectors has no variance, and shares of 0 instead of 0 / 0", () => {
    const same = pca(
      vectors([
        [1, 2],
        [1, 2],
        [1, 2],
      ]),
      2,
    );
    expect([same.variance, same.share]).toEqual([
      [0, 0],
      [0, 0],
    ]);
    expect([...same.scores.values].every((v) => v === 0)).toBe(true);
  });

  it("pca() refuses a single vector, and more components than there are vectors", () => {
    expect(() => pca(rowsAt(X, [0]), 1)).toThrow("k = 1 of 1 vectors of 6");
    expect(() => pca(X, 7)).toThrow(
      "Cannot find principal components: k = 7 of 20 vectors of 6, expected 1 to 6.",
    );
  });
});
