import { describe, expect, it } from "vitest";
import { lossCurves } from "../../lib/figures";
import { drawFigure, rowsWith } from "./recipes";

const gan = (name: string, epochs: number) => ({
  name,
  spec: "small",
  trainIds: ["a", "b", "c"],
  history: Array.from({ length: epochs }, (_, i) => ({
    epoch: i + 1,
    discriminator: 1.4,
    generator: 0.7,
    penalty: 0.1,
  })),
  changes: [{ option: "noise" as const, from: 0.1, to: 0, epoch: 3, step: 9 }],
});

describe("lossCurves()", () => {
  it("lossCurves() hides the first five epochs of a long training, not of a short one", async () => {
    const figure = await drawFigure(lossCurves([gan("short", 50), gan("long", 51)]));
    const first = (panel: string) =>
      rowsWith(figure, { kind: "curve", panel, series: "discriminator" })[0]?.["x"];
    expect([first("short"), first("long")]).toEqual([1, 6]);
  });

  it("lossCurves() marks where an option was changed, and counts the training images", async () => {
    const figure = await drawFigure(lossCurves([gan("normal", 4), gan("hemorrhage", 4)]));
    expect(rowsWith(figure, { kind: "mark", panel: "normal" })).toEqual([
      { kind: "mark", panel: "normal", text: "noise 0", x: 3 },
    ]);
    expect(figure.subtitle).toContain("3 + 3 training images");
    expect(figure.subtitle).toContain("network small");
  });
});
