import { describe, expect, it } from "vitest";
import { msSsim, scalesOf, similarities } from "../../../lib/quality/diversity/ms-ssim";
import { read } from "../golden";

const { A, B, msssim } = read<{
  A: number[];
  B: number[];
  msssim: { value: number; scales: { ssim: number; cs: number }[] };
}>("diversity");
const scales = (bytes: number[]): ReturnType<typeof scalesOf> =>
  scalesOf(
    bytes.map((v) => v / 255),
    32,
  );

describe("msSsim", () => {
  it("is what NumPy finds, at each scale and in all", () => {
    const found = similarities(scales(A), scales(B));
    expect(found).toHaveLength(3);
    found.forEach(({ ssim, contrast }, i) => {
      expect(ssim).toBeCloseTo(msssim.scales[i]!.ssim, 10);
      expect(contrast).toBeCloseTo(msssim.scales[i]!.cs, 10);
    });
    expect(msSsim(scales(A), scales(B))).toBeCloseTo(msssim.value, 10);
  });

  it("is symmetric, 1 for the same image and 0 for its negative", () => {
    expect(msSsim(scales(B), scales(A))).toBeCloseTo(msssim.value, 10);
    expect(msSsim(scales(A), scales(A))).toBeCloseTo(1, 12);
    expect(msSsim(scales(A), scales(A.map((v) => 255 - v)))).toBe(0);
  });

  it("refuses images into whose smallest scale the window does not fit", () => {
    expect(() => scalesOf(new Float64Array(24 * 24), 24)).toThrow(
      "Cannot compute MS-SSIM: images of 24 pixels, expected a side divisible by 4, at least 28.",
    );
    expect(() => scalesOf(new Float64Array(30 * 30), 30)).toThrow("divisible by 4");
  });
});
