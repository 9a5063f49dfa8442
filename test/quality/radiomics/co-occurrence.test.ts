import { describe, expect, it } from "vitest";
import {
  coOccurrence,
  coOccurrenceMatrix,
  coOccurrenceNames,
} from "../../../lib/quality/radiomics/co-occurrence";
import { directions } from "../../../lib/quality/radiomics/grey-levels";
import { hand, radiomics } from "./radiomics-golden";

describe("coOccurrence", () => {
  it("has pyradiomics' matrix in each direction", () => {
    directions.forEach((direction, i) => {
      const expected = radiomics.hand.glcm_matrices_normalised[i]!.flat();
      coOccurrenceMatrix(hand, direction).forEach((p, k) => expect(p).toBeCloseTo(expected[k]!, 12));
    });
  });

  it("is pyradiomics' for every feature of the hand array", () => {
    const found = coOccurrence(hand);
    for (const name of coOccurrenceNames)
      expect(found[name], name).toBeCloseTo(radiomics.hand.glcm[name]!, 10);
  });

  it("skips pairs outside the mask, and has correlation 1 for a flat image", () => {
    const flat = { side: 2, levels: Int32Array.of(0, 1, 1, 1), highest: 1 };
    const found = coOccurrence(flat);
    expect(found.Correlation).toBe(1);
    expect([found.Contrast, found.JointEnergy, found.Imc1, found.Imc2]).toEqual([0, 1, 0, 0]);
  });
});
