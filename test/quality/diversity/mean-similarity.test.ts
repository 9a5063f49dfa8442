import { describe, expect, it } from "vitest";
import { meanSimilarity } from "../../../lib/quality/diversity/mean-similarity";
import { part, phantoms, read } from "../golden";

const { ofSixteen } = read<{ ofSixteen: Record<"normal" | "lesion", number> }>("diversity");
const { normal, lesion } = phantoms();

describe("meanSimilarity", () => {
  it("is what NumPy finds for the first 16 phantoms of each class", () => {
    expect(meanSimilarity(part(normal, 0, 16))).toBeCloseTo(ofSixteen.normal, 6);
    expect(meanSimilarity(part(lesion, 0, 16))).toBeCloseTo(ofSixteen.lesion, 6);
  });

  it("is 1 for one image repeated, and refuses a single image", () => {
    const one = part(normal, 0, 1);
    expect(
      meanSimilarity({ size: 32, pixels: Float32Array.from([...one.pixels, ...one.pixels]) }),
    ).toBeCloseTo(1, 12);
    expect(() => meanSimilarity(one)).toThrow("1 image, expected at least 2");
  });
});
