import { describe, expect, it } from "vitest";
import { greyLevels } from "../../../lib/quality/radiomics/grey-levels";
import { radiomics } from "./radiomics-golden";

describe("greyLevels", () => {
  it("counts pyradiomics' edges below a value", () => {
    for (const { values, width, edges } of radiomics.hand.bin_edges) {
      const [low, high] = values as [number, number];
      const grey = Float64Array.from([low, (low + high) / 2, high, (3 * low + high) / 4]);
      const { levels, highest } = greyLevels(grey, 2, width);
      expect([...levels]).toEqual([...grey].map((v) => edges.filter((edge) => edge <= v).length));
      expect(highest).toBe(Math.max(...levels));
    }
  });

  it("leaves pixels outside the mask without a level, and out of the smallest value", () => {
    const { levels, highest } = greyLevels(Float64Array.of(-100, 0, 4, 5), 2, 5, (pixel) => pixel !== 0);
    expect([...levels]).toEqual([0, 1, 1, 2]);
    expect(highest).toBe(2);
  });
});
