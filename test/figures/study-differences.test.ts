import { describe, expect, it } from "vitest";
import { studyDifferences } from "../../lib/figures";
import { drawFigure } from "./recipes";

const size = { images: 9, groups: { origin: "given" as const, count: 4 } };
const test = { mean: 0.02, low: -0.07, high: 0.11, standardError: 0.04, t: 0.5, df: 9, p: 0.5, n: 10 };

describe("studyDifferences()", () => {
  it("studyDifferences() shows gains in points, on an axis that is even about 0", async () => {
    const comparisons = [
      { arm: "synthetic", test, p: 0.5 },
      { arm: "sure", test, p: 0.0002 },
      { arm: "unfinished", test: undefined, p: undefined },
    ];
    const figure = await drawFigure(studyDifferences({ ...size, comparisons }));
    expect(figure.data.map((row) => [row["label"], row["text"]])).toEqual([
      ["synthetic", "+2.0 (−7.0 to +11.0) · p = 0.500"],
      ["sure", "+2.0 (−7.0 to +11.0) · p < 0.001"],
    ]);
    expect(JSON.stringify(figure.spec)).toContain('"domain":[-15,15]');
  });

  it("studyDifferences() is words as long as no arm was compared", () => {
    expect(studyDifferences(undefined)).toBe("no comparison yet");
    expect(studyDifferences({ ...size, comparisons: [] })).toBe("no comparison yet");
  });
});
