import { describe, expect, it } from "vitest";
import { range } from "../../lib/core";
import { pixelVectors } from "../../lib/quality/images";
import { engineMultiply } from "../../lib/quality/engine-multiply";
import { kid } from "../../lib/quality/kid";
import { rowsAt, vectors, type Vectors } from "../../lib/ml/vectors";
import { golden, part, phantomMetrics, phantoms, X, Y } from "./golden";
import { meanImagePlusNoise, noise, toyHeads } from "./toy-heads";

const value = (a: typeof X, b: typeof X): number => kid(a, b, { draws: 0 }).value;
const indices = (from: number, to: number): number[] => Array.from({ length: to - from }, (_, i) => from + i);

describe("kid", () => {
  it("kid() is the unbiased estimator, not the biased one", () => {
    expect(value(Y, X)).toBeCloseTo(golden.kid.unbiased, 10);
    expect(Math.abs(value(Y, X) - golden.kid.biased)).toBeGreaterThan(1);
  });

  it("kid() gives the hand case 1.1875", () => {
    const { X: x, Y: y, unbiased } = golden.kidHand;
    expect(unbiased).toBe(1.1875);
    expect(value(vectors(y), vectors(x))).toBeCloseTo(1.1875, 12);
  });

  it("kid() is symmetric and does not depend on the order of images", () => {
    expect(value(X, Y)).toBeCloseTo(value(Y, X), 12);
    expect(value(rowsAt(X, indices(0, 20).reverse()), Y)).toBeCloseTo(value(X, Y), 12);
  });

  it("kid() of two halves of one set is what numpy finds, and far from 0 for 10 vectors", () => {
    const halves = value(rowsAt(X, indices(0, 10)), rowsAt(X, indices(10, 20)));
    expect(halves).toBeCloseTo(golden.kid.same_set_first10_vs_last10, 10);
  });

  it("kid() of phantoms is what numpy finds, negative values unclipped", () => {
    const { normal, lesion } = phantoms();
    const a = pixelVectors(part(normal, 0, 32));
    const b = pixelVectors(part(normal, 32, 64));
    const { A_vs_normalB, A_vs_lesion32, A_vs_copies_of_A } = phantomMetrics.values;
    expect(A_vs_normalB!.kid).toBeLessThan(0);
    expect(value(b, a)).toBeCloseTo(A_vs_normalB!.kid, 6);
    expect(value(pixelVectors(part(lesion, 0, 32)), a)).toBeCloseTo(A_vs_lesion32!.kid, 6);
    expect(value({ ...a }, a)).toBeCloseTo(A_vs_copies_of_A!.kid, 6);
  });

  it("kid() does not see a generator that paints the mean image: the reason for recall and coverage", () => {
    const real = toyHeads(150, 1);
    const of = (images: typeof real): number => value(pixelVectors(images), pixelVectors(real));
    expect(Math.abs(of(toyHeads(150, 2)) - phantomMetrics.kidOf400["normal_vs_normal"]!)).toBeLessThan(0.004);
    expect(Math.abs(of(meanImagePlusNoise(real, 150, 3)))).toBeLessThan(0.004);
    expect(of(noise(150, 4)) / phantomMetrics.kidOf400["normal_vs_uniform_noise"]!).toBeCloseTo(1, 1);
  });

  it("kid() multiplies images once for the value and all draws of its interval", () => {
    const counted = (draws: number): number => {
      let calls = 0;
      const few: Vectors = { n: 1000, dim: 1000, values: new Float32Array(1e6).fill(0.5) };
      const multiply = (x: Vectors, y: Vectors): Float64Array => (calls++, new Float64Array(x.n * y.n));
      kid(few, { ...few }, { draws, multiply });
      return calls;
    };
    expect([counted(0), counted(3)]).toEqual([3, 3]); // K_XX, K_YY, K_XY
  });

  it("kid() of many draws finds by the quicker multiplication what JavaScript finds", () => {
    const [a, b] = [pixelVectors(toyHeads(200, 1)), pixelVectors(toyHeads(200, 2))];
    const [slow, quick] = [undefined, engineMultiply].map((multiply) =>
      kid(a, b, { draws: 2600, seed: 3, multiply }),
    );
    for (const key of ["value", "low", "high"] as const) expect(quick![key]).toBeCloseTo(slow![key], 12);
    expect(slow!.low).toBeLessThan(slow!.high);
  });

  it("kid() without draws has its value for an interval, and of copies exactly 0 when all images are one", () => {
    const { value: only, low, high } = kid(Y, X, { draws: 0 });
    expect([low, high]).toEqual([only, only]);
    const one = vectors([
      [1, 2],
      [1, 2],
      [1, 2],
    ]);
    expect(kid(one, one, { draws: 5 })).toMatchObject({ value: 0, low: 0, high: 0 });
  });

  it("kid() of very few images leaves out draws of one image repeated, which have no pairs", () => {
    const { value: found, low, high } = kid(rowsAt(Y, [0, 1]), rowsAt(X, [0, 1]), { seed: 1 });
    expect([found, low, high].every(Number.isFinite)).toBe(true);
    expect(low).toBeLessThanOrEqual(high);
  });

  it("kid() puts an interval around its value, the same for the same seed", () => {
    const lesions = pixelVectors(phantoms().lesion);
    const normals = pixelVectors(phantoms().normal);
    const result = kid(lesions, normals, { seed: 3 });
    expect(result.low).toBeGreaterThan(0);
    expect(result.low).toBeLessThan(result.value);
    expect(result.high).toBeGreaterThan(result.value);
    expect(kid(lesions, normals, { seed: 3 })).toEqual(result);
    expect(kid(lesions, normals, { seed: 4 }).low).not.toBe(result.low);
  });

  it("kid() of patients with three images each knows no more than of one image each", () => {
    const thrice = rowsAt(X, [...indices(0, 20), ...indices(0, 20), ...indices(0, 20)]);
    const groups = range(60).map((i) => `patient ${i % 20}`);
    const [one, three] = [kid(Y, X, { seed: 5 }), kid(Y, thrice, { seed: 5, groups })];
    for (const key of ["value", "low", "high"] as const) expect(three[key]).toBeCloseTo(one[key], 9);
    const blind = kid(Y, thrice, { seed: 5 }); // takes copies for other patients
    expect(blind.value).toBeGreaterThan(one.value);
    expect(kid(Y, X, { seed: 5, groups: range(20).map(String) })).toEqual(one);
    expect(kid(Y, X, { seed: 5, groups: range(20).map(() => "one") })).toEqual(one);
  });

  it("kid() refuses too few vectors, other dimensions and NaN, saying what to do", () => {
    const one = rowsAt(X, [0]);
    expect(() => kid(one, X)).toThrow(
      "Cannot compute KID: 1 and 20 vectors, expected at least 2 of each. Generate or read more images.",
    );
    expect(() => kid(X, vectors([[1], [2]]))).toThrow("vectors of dimension 6 and 1");
    expect(() => kid(vectors([[1], [NaN]]), vectors([[1], [2]]))).toThrow(
      "Look at the generator's losses for NaN.",
    );
  });
});
