import { describe, expect, it } from "vitest";
import * as figures from "../../lib/figures";

const caption = { data: "phantom", n: 200, seed: 1 };

describe("figures", () => {
  it("curves() draws the same bytes twice, says data, n and seed, and stays within 720 pixels", async () => {
    const draw = () =>
      figures.curves({
        name: "02-losses",
        title: "Losses",
        caption,
        xTitle: "step",
        yTitle: "loss",
        curves: [{ series: "generator", values: [3, 2, 1] }],
      });
    const [a, b] = [await draw(), await draw()];
    expect(a.svg).toBe(b.svg);
    expect(a.png.equals(b.png)).toBe(true);
    expect(a.svg).toContain("phantom · n = 200 · seed 1");
    expect(a.png.readUInt32BE(16)).toBeLessThanOrEqual(720);
  });
});
