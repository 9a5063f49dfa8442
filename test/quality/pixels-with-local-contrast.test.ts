import { describe, expect, it } from "vitest";
import { sum } from "../../lib/core";
import { pixelsWithLocalContrast } from "../../lib/quality/pixels-with-local-contrast";

describe("pixelsWithLocalContrast()", () => {
  it("is 0 on flat images, and 4 times the distance to the mean of the 3 x 3 elsewhere", () => {
    const flat = new Float32Array(9).fill(0.25);
    const dot = new Float32Array(9);
    dot[4] = 0.9;
    const { n, dim, values } = pixelsWithLocalContrast({ size: 3, pixels: Float32Array.of(...flat, ...dot) });
    expect([n, dim]).toEqual([2, 18]);
    expect([...values.subarray(0, 18)]).toEqual([...flat, ...new Array<number>(9).fill(0)]);
    expect([...values.subarray(18, 27)]).toEqual([...dot]);
    expect(values[31]).toBeCloseTo(4 * 0.8, 6); // the dot itself
    expect(values[30]).toBeCloseTo(4 * 0.1, 6); // beside it
  });

  it("continues the edges: a corner's mean counts it four times", () => {
    const pixels = Float32Array.of(0.9, 0, 0, 0);
    expect(pixelsWithLocalContrast({ size: 2, pixels }).values[4]).toBeCloseTo(4 * (0.9 - 0.4), 6);
  });

  it("sees noise that pixels alone do not: two images of one mean", () => {
    const contrast = (pixels: Float32Array): number =>
      sum(pixelsWithLocalContrast({ size: 4, pixels }).values.subarray(16));
    const checked = Float32Array.from({ length: 16 }, (_, k) => ((k + (k >> 2)) % 2 === 0 ? 0.5 : -0.5));
    expect(contrast(new Float32Array(16))).toBe(0);
    expect(contrast(checked)).toBeGreaterThan(10);
  });
});
