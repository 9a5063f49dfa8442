import { describe, expect, it } from "vitest";
import { logisticRegression, logits } from "../../lib/ml/logistic-regression";
import { stack, vectors } from "../../lib/ml/vectors";
import { pixelVectors } from "../../lib/quality/images";
import { logistic, phantoms, X, Y } from "../quality/golden";

const firstIs1 = (a: number, b: number): (0 | 1)[] =>
  Array.from({ length: a + b }, (_, i) => (i < a ? 1 : 0));

describe("logisticRegression()", () => {
  it("finds scikit-learn's minimum, for few and for many dimensions", () => {
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

  it("settles where the sets are separable", () => {
    const model = logisticRegression(
      stack(X, { ...X, values: X.values.map((v) => v + 50) }),
      firstIs1(20, 20),
      { C: 100 },
    );
    expect(model.weights.every(Number.isFinite)).toBe(true);
    expect(logits(model, X).every((f) => f > 0)).toBe(true);
  });

  it("has the gradient 0 of its objective: |w|^2 / 2 + C times the log loss, the bias free", () => {
    const x = stack(X, Y);
    const labels = firstIs1(X.n, Y.n);
    const C = 0.3;
    const { weights, bias } = logisticRegression(x, labels, { C });
    const errors = Array.from(logits({ weights, bias }, x), (f, i) => 1 / (1 + Math.exp(-f)) - labels[i]!);
    expect(errors.reduce((a, b) => a + b)).toBeCloseTo(0, 6);
    weights.forEach((w, k) =>
      expect(w + C * errors.reduce((sum, e, i) => sum + e * x.values[i * x.dim + k]!, 0)).toBeCloseTo(0, 6),
    );
  });

  it("of copies with both labels knows nothing but their share", () => {
    const { weights, bias } = logisticRegression(vectors([[1], [1], [1], [1]]), [0, 0, 0, 1], { C: 1 });
    expect(weights[0]! + bias).toBeCloseTo(Math.log(1 / 3), 5);
  });
});
