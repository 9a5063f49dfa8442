import { describe, expect, it } from "vitest";
import { curves } from "../../lib/figures/curves";
import { request, source } from "./requests";

describe("curves()", () => {
  it("curves() counts x from 1 and leaves out what is not finite", async () => {
    const { data } = await curves({
      ...request,
      xTitle: "step",
      yTitle: "loss",
      curves: [{ series: "d", values: [3, NaN, 1] }],
    })(source);
    expect(data.map((d) => [d["x"], d["y"]])).toEqual([
      [1, 3],
      [3, 1],
    ]);
  });

  it("curves() draws long curves as means of neighbours and says so", async () => {
    const values = Array.from({ length: 1201 }, (_, i) => i % 3);
    const { data, subtitle } = await curves({
      ...request,
      xTitle: "step",
      yTitle: "loss",
      curves: [{ series: "d", values }],
    })(source);
    expect(data).toHaveLength(401);
    expect([data[0]?.["x"], data[0]?.["y"], data.at(-1)?.["x"], data.at(-1)?.["y"]]).toEqual([2, 1, 1201, 0]);
    expect(subtitle).toContain("a point is the mean of 3");
  });

  it("curves() names every series and panel", async () => {
    const curve = (panel: string, series: string) => ({ panel, series, values: [1, 2] });
    const { svg } = await curves({
      ...request,
      xTitle: "epoch",
      yTitle: "loss",
      curves: [curve("normal", "generator"), curve("hemorrhage", "discriminator")],
      marks: [{ panel: "normal", x: 2, text: "kept" }],
    })(source);
    for (const word of ["normal", "hemorrhage", "generator", "discriminator", "kept", "epoch"])
      expect(svg).toContain(`>${word}</text>`);
  });

  it("curves() numbers whole epochs only, each once", async () => {
    const { svg } = await curves({
      ...request,
      xTitle: "epoch",
      yTitle: "loss",
      curves: [{ series: "d", values: [30, 40] }],
    })(source);
    const numbers = [...svg.matchAll(/>(\d)<\/text>/g)].map((m) => m[1]);
    expect(numbers).toEqual(["1", "2"]);
  });

  it("curves() writes a mark's word inside the panel: left of a line in its right half", async () => {
    const { svg } = await curves({
      ...request,
      xTitle: "epoch",
      yTitle: "loss",
      curves: [{ series: "d", values: [3, 2, 1] }],
      marks: [
        { x: 1, text: "begun" },
        { x: 3, text: "kept" },
      ],
    })(source);
    const anchor = (word: string) => new RegExp(`text-anchor="(\\w+)"[^>]*>${word}<`).exec(svg)?.[1];
    expect([anchor("begun"), anchor("kept")]).toEqual(["start", "end"]);
  });
});
