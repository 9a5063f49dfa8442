import { describe, expect, it } from "vitest";
import { directions } from "../../../lib/quality/radiomics/grey-levels";
import { runLengthMatrix, runLengthNames, runLengths } from "../../../lib/quality/radiomics/run-lengths";
import { hand, radiomics } from "./radiomics-golden";

describe("runLengths", () => {
  it("has pyradiomics' runs in each direction", () => {
    directions.forEach((direction, i) => {
      const runs = [...runLengthMatrix(hand, direction)];
      const rows = radiomics.hand.glrlm_matrices[i]!.map((row) => [...row, 0]); // no run of five in it
      expect(runs).toEqual(rows.flat());
    });
  });

  it("is pyradiomics' for every feature of the hand array", () => {
    const found = runLengths(hand);
    for (const name of runLengthNames) expect(found[name], name).toBeCloseTo(radiomics.hand.glrlm[name]!, 10);
  });

  it("ends a run where the mask does", () => {
    const masked = { side: 3, levels: Int32Array.of(1, 0, 1, 1, 1, 1, 1, 1, 0), highest: 1 };
    expect([...runLengthMatrix(masked, [0, 1])]).toEqual([2, 1, 1]);
  });
});
