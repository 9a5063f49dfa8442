import { describe, expect, it } from "vitest";
import { row } from "../../../lib/ml/vectors";
import { radiomicsFeatures, radiomicsNames } from "../../../lib/quality/radiomics/radiomics-features";
import { part, phantoms } from "../golden";
import { radiomics } from "./radiomics-golden";

describe("radiomicsFeatures", () => {
  it("are frd-score's 56 of six phantoms, in its order", () => {
    expect(radiomicsNames).toEqual(radiomics.phantoms.names);
    for (const [name, images] of Object.entries(phantoms()))
      for (const i of [0, 1, 2]) {
        const found = row(radiomicsFeatures(part(images, i, i + 1)), 0);
        radiomics.phantoms.images[`${name}${i}`]!.forEach((expected, k) =>
          expect(Math.abs(found[k]! - expected), radiomicsNames[k]).toBeLessThan(
            1e-9 * Math.max(1, Math.abs(expected)),
          ),
        );
      }
  });

  it("are finite for an image of one grey value, which no neighbour contrasts with", () => {
    const found = row(radiomicsFeatures({ size: 4, pixels: new Float32Array(16) }), 0);
    expect(found.every(Number.isFinite)).toBe(true);
    expect(found[radiomicsNames.indexOf("glcm_Contrast")]).toBe(0);
    expect(found[radiomicsNames.indexOf("firstorder_Variance")]).toBe(0);
  });
});
