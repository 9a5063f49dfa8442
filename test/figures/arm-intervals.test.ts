import { describe, expect, it } from "vitest";
import { paperTable } from "../../lib/evaluation/paper-numbers";
import { armIntervals, studyArms } from "../../lib/figures";
import { drawFigure, rowsWith } from "./recipes";

const accuracy = { measure: "accuracy", value: 17 / 22, low: 0.57, high: 0.9, successes: 17, n: 22 } as const;
const unknown = { measure: "sensitivity", value: undefined, low: undefined, high: undefined } as const;
const mean = { measure: "specificity", value: 0.5, low: 0.3, high: 0.7 } as const;

describe("armIntervals()", () => {
  it("armIntervals() writes counts beside a rate, none beside a mean, and leaves out what has no value", async () => {
    const arms = [{ name: "original", values: [accuracy, unknown, mean] }];
    const figure = await drawFigure(armIntervals(arms, { n: 22, paper: paperTable }));
    expect(rowsWith(figure, { kind: "ours" }).map((row) => [row["panel"], row["text"]])).toEqual([
      ["accuracy", "0.77 (0.57–0.90) · 17/22"],
      ["specificity", "0.50 (0.30–0.70)"],
    ]);
    expect(
      rowsWith(figure, { kind: "paper (its own head-CT slices)", panel: "accuracy" })[0]?.["value"],
    ).toBe(0.7651);
    expect(figure.subtitle).toContain("◇ paper (its own head-CT slices)");
    expect(figure.subtitle).not.toContain("patients");
  });

  it("armIntervals() says of how many patients its intervals are where one has several test images", async () => {
    const of = (groups: readonly string[]) =>
      drawFigure(armIntervals([{ name: "original", values: [accuracy], groups }], { n: 3, paper: [] }));
    expect((await of(["p", "p", "q"])).subtitle).toContain("intervals over 2 patients or groups");
    expect((await of(["p", "q", "r"])).subtitle).not.toContain("patients");
  });
});

describe("studyArms()", () => {
  const size = { images: 9, groups: { origin: "given" as const, count: 4 } };

  it("studyArms() shows the measures that have a value, over all images of the study", async () => {
    const arms = { ...size, summaries: [{ name: "original", values: [mean, unknown] }] };
    const figure = await drawFigure(studyArms(arms));
    expect(figure.data.map((row) => [row["label"], row["panel"], row["value"]])).toEqual([
      ["original", "specificity", 0.5],
    ]);
    expect(figure.subtitle).toContain("9 images in 4 groups");
  });

  it("studyArms() is words as long as no arm has finished", () => {
    expect(studyArms(undefined)).toBe("no arms yet");
    expect(studyArms({ ...size, summaries: [] })).toBe("no arms yet");
  });
});
