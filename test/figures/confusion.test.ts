import { describe, expect, it } from "vitest";
import { confusion } from "../../lib/figures/confusion";
import { request, source } from "./requests";

describe("confusion()", () => {
  it("confusion() gives shares of the true class, not of what was predicted", async () => {
    const matrix = [
      [4, 6],
      [2, 8],
    ];
    const { data } = await confusion({
      ...request,
      classes: ["normal", "bleed"],
      arms: [{ name: "a", matrix }],
    })(source);
    const rate = (actual: string, predicted: string) =>
      data.find((d) => d["actual"] === actual && d["predicted"] === predicted)?.["rate"];
    expect([rate("bleed", "bleed"), rate("bleed", "normal")]).toEqual([0.8, 0.2]);
    expect([rate("normal", "bleed"), rate("normal", "normal")]).toEqual([0.6, 0.4]);
  });

  it("confusion() says none where a class has no images", async () => {
    const matrix = [
      [1, 1],
      [0, 0],
    ];
    const { data } = await confusion({
      ...request,
      classes: ["normal", "bleed"],
      arms: [{ name: "a", matrix }],
    })(source);
    expect(data.filter((d) => d["actual"] === "bleed").map((d) => d["share"])).toEqual(["none", "none"]);
  });
});
