import { describe, expect, it } from "vitest";
import { atLeast, clopperPearson, fewestSuccesses } from "../../lib/statistics/binomial";
import { c2st, resultOf } from "../../lib/quality/c2st";
import { pixelVectors } from "../../lib/quality/images";
import { logisticRegression, logits } from "../../lib/ml/logistic-regression";
import { stack } from "../../lib/ml/vectors";
import { logistic, phantomMetrics, phantoms, X, Y } from "./golden";
import { meanImagePlusNoise, noise, toyHeads } from "./toy-heads";

const firstIs1 = (a: number, b: number): (0 | 1)[] =>
  Array.from({ length: a + b }, (_, i) => (i < a ? 1 : 0));

describe("c2st", () => {
  it("atLeast() is the exact binomial tail, not its normal approximation", () => {
    for (const { k, n, p_greater } of phantomMetrics.binomial)
      expect(atLeast(k, n, 0.5)).toBeCloseTo(p_greater, 12);
    expect(atLeast(0, 5, 0.3)).toBe(1);
    expect(atLeast(6, 5, 0.3)).toBe(0);
    expect(atLeast(2, 2, 0.3)).toBeCloseTo(0.09, 12);
  });

  it("clopperPearson() agrees with statsmodels", () => {
    for (const { k, n, clopper_pearson } of phantomMetrics.intervals)
      clopperPearson(k, n).forEach((end, i) => expect(end).toBeCloseTo(clopper_pearson[i]!, 9));
  });

  it("c2st() states what 40 held-out images can show: 26 right are needed, .70 is detected four times in five", () => {
    const result = resultOf(26, 40);
    expect(result.p).toBeCloseTo(0.0403, 4);
    expect(result.significantFrom).toBe(26 / 40);
    expect(result.detectable).toBeGreaterThan(0.69);
    expect(result.detectable).toBeLessThan(0.7);
    expect(atLeast(26, 40, 0.65)).toBeCloseTo(0.57, 2);
    expect(fewestSuccesses(4)).toBe(5);
    expect(resultOf(4, 4).detectable).toBe(1);
  });

  it("logisticRegression() finds scikit-learn's minimum, for few and for many dimensions", () => {
    const { normal, lesion } = phantoms();
    const images = stack(pixelVectors(normal), pixelVectors(lesion));
    const cases = [
      ...logistic.features.map((fit) => ({ fit, x: stack(X, Y), labels: firstIs1(X.n, Y.n) })),
      { fit: logistic.phantom, x: images, labels: firstIs1(64, 64) },
    ];
    for (const { fit, x, labels } of cases) {
      const model = logisticRegression(x, labels, { C: fit.C });
      expect(model.bias).toBeCloseTo(fit.bias, 5);
      fit.weights.forEach((w, k) => expect(model.weights[k]).toBeCloseTo(w, 5));
      const found = logits(model, x);
      fit.logits.forEach((f, i) => expect(found[i]).toBeCloseTo(f, 5));
    }
  });

  it("logisticRegression() settles where the sets are separable", () => {
    const model = logisticRegression(
      stack(X, { ...X, values: X.values.map((v) => v + 50) }),
      firstIs1(20, 20),
      { C: 100 },
    );
    expect(model.weights.every(Number.isFinite)).toBe(true);
    expect(logits(model, X).every((f) => f > 0)).toBe(true);
  });

  it("c2st() is near chance for fresh real images, and sure for noise; the mean image it hardly sees", () => {
    const real = toyHeads(200, 1);
    const fresh = c2st(pixelVectors(toyHeads(200, 2)), pixelVectors(real));
    expect(fresh.n).toBe(200);
    expect(fresh.accuracy).toBeLessThan(0.6);
    expect(fresh.p).toBeGreaterThan(0.01);
    const mean = c2st(pixelVectors(meanImagePlusNoise(real, 200, 3)), pixelVectors(toyHeads(200, 2)));
    expect(mean.accuracy).toBeLessThan(0.8); // a linear classifier looks for a difference of means: read recall too
    const noisy = c2st(pixelVectors(noise(200, 4)), pixelVectors(real));
    expect([noisy.accuracy, noisy.high]).toEqual([1, 1]);
  });

  it("c2st() counts on images that the classifier has not seen: 40 a set of one kind are not told apart", () => {
    const accuracies = [1, 2, 3, 4, 5, 6].map(
      (seed) =>
        c2st(pixelVectors(toyHeads(40, seed)), pixelVectors(toyHeads(40, 100 + seed)), { C: 1 }).accuracy,
    );
    expect(accuracies.reduce((a, b) => a + b) / 6).toBeLessThan(0.62); // in-sample it would be 1
  });

  it("c2st() takes equal numbers of both, and the same for the same seed", () => {
    const result = c2st(Y, X, { seed: 1 });
    expect(result.n).toBe(20);
    expect(c2st(Y, X, { seed: 1 })).toEqual(result);
  });

  it("c2st() refuses fewer than 4 of a kind", () => {
    expect(() => c2st({ n: 3, dim: 6, values: X.values.slice(0, 18) }, X)).toThrow("3 and 20 vectors");
  });
});
