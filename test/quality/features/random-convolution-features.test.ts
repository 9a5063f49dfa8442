import { describe, expect, it } from "vitest";
import {
  mulberry32,
  normals,
  randomConvolutionFeatures,
} from "../../../lib/quality/features/random-convolution-features";
import { kid } from "../../../lib/quality/kid";
import { prdc } from "../../../lib/quality/prdc";
import { row } from "../../../lib/ml/vectors";
import { part, phantoms, read } from "../golden";

const golden = read<{
  first_5_uniform: number[];
  first_5_normals: number[];
  features_of_normal0: number[];
  values: Record<string, { kid: number; prdc3: Record<string, number> }>;
}>("random-convolution");
const { normal, lesion } = phantoms();

describe("randomConvolutionFeatures", () => {
  it("draws its weights as NumPy does", () => {
    const [uniform, drawn] = [mulberry32(1), normals(1)];
    for (const expected of golden.first_5_uniform) expect(uniform()).toBe(expected);
    for (const expected of golden.first_5_normals) expect(drawn()).toBeCloseTo(expected, 12);
  });

  it("are NumPy's of the first phantom", () => {
    const found = row(randomConvolutionFeatures(part(normal, 0, 1)), 0);
    expect(found).toHaveLength(64);
    golden.features_of_normal0.forEach((expected, k) => expect(found[k]).toBeCloseTo(expected, 6)); // of 32-bit pixels
  });

  it("give NumPy's KID, precision, recall, density and coverage of phantoms", () => {
    const real = randomConvolutionFeatures(part(normal, 0, 32));
    const sets = {
      A_vs_normalB: part(normal, 32, 64),
      A_vs_lesion32: part(lesion, 0, 32),
      A_vs_copies_of_A: part(normal, 0, 32),
    };
    for (const [name, images] of Object.entries(sets)) {
      const features = randomConvolutionFeatures(images);
      expect(kid(features, real, { draws: 0 }).value).toBeCloseTo(golden.values[name]!.kid, 7);
      const rates = prdc(features, real, { k: 3 });
      for (const rate of ["precision", "recall", "density", "coverage"] as const)
        expect(rates[rate], rate).toBeCloseTo(golden.values[name]!.prdc3[rate]!, 12);
    }
  });

  it("refuses sides that three halvings do not fit", () => {
    expect(() => randomConvolutionFeatures({ size: 28, pixels: new Float32Array(784) })).toThrow(
      "divisible by 8",
    );
  });
});
