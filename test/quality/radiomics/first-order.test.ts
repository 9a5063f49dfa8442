import { describe, expect, it } from "vitest";
import { firstOrder, firstOrderNames } from "../../../lib/quality/radiomics/first-order";
import { hand, radiomics } from "./radiomics-golden";

describe("firstOrder", () => {
  it("is pyradiomics' for every feature of the hand array", () => {
    const found = firstOrder(Float64Array.from(hand.levels), hand.levels);
    for (const name of firstOrderNames)
      expect(found[name], name).toBeCloseTo(radiomics.hand.firstorder[name]!, 10);
  });

  it("adds the shift to energy and root mean square alone", () => {
    const [plain, shifted] = [0, 300].map((shift) =>
      firstOrder(Float64Array.of(1, 2, 3), Int32Array.of(1, 1, 2), shift),
    );
    expect(shifted).toEqual({
      ...plain,
      Energy: 301 ** 2 + 302 ** 2 + 303 ** 2,
      TotalEnergy: 301 ** 2 + 302 ** 2 + 303 ** 2,
      RootMeanSquared: Math.sqrt((301 ** 2 + 302 ** 2 + 303 ** 2) / 3),
    });
  });

  it("has skewness and kurtosis 0 for a flat image", () => {
    const { Skewness, Kurtosis } = firstOrder(Float64Array.of(7, 7, 7), Int32Array.of(1, 1, 1));
    expect([Skewness, Kurtosis]).toEqual([0, 0]);
  });
});
