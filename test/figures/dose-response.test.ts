import { describe, expect, it } from "vitest";
import { doseResponse } from "../../lib/figures";
import type { DoseCurve } from "../../lib/evaluation/doses/dose-curves";
import { drawFigure } from "./recipes";

const size = { images: 9, groups: { origin: "given" as const, count: 4 } };
const test = { mean: 0.02, low: -0.07, high: 0.11, standardError: 0.04, t: 0.5, df: 9, p: 0.5, n: 10 };
const point = (dose: number) => ({ arm: "made", images: 9, dose, test, p: 0.5 });
const curve = (points: DoseCurve["points"], base = "original"): DoseCurve => ({
  family: "doses",
  about: "made",
  base,
  points,
});

describe("doseResponse()", () => {
  it("shows gains in points over the doses, dose 0 at nothing, on an axis that is even about 0", async () => {
    const doseCurves = [curve([point(0.25), point(4), { ...point(2), test: undefined }])];
    const figure = await drawFigure(doseResponse({ ...size, doseCurves }));
    expect(figure.data.map((row) => [row["dose"], row["value"], row["low"], row["high"]])).toEqual([
      ["0", 0, 0, 0],
      ["0.25", 2, -7.000000000000001, 11],
      ["4", 2, -7.000000000000001, 11],
    ]);
    expect(JSON.stringify(figure.spec)).toContain('"domain":[-15,15]');
    expect(figure.subtitle).toContain("9 images in 4 groups");
  });

  it("has a panel for each family, and is words as long as no dose was compared", async () => {
    const two = [curve([point(1)]), curve([point(1)], "original+classical")];
    const figure = await drawFigure(doseResponse({ ...size, doseCurves: two }));
    expect(new Set(figure.data.map((row) => row["panel"])).size).toBe(2);
    expect(doseResponse({ ...size, doseCurves: [] })).toBe("no dose compared yet");
    expect(doseResponse(undefined)).toBe("no dose compared yet");
  });
});
