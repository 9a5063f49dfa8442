import { describe, expect, it } from "vitest";
import { duplicateGrid } from "../../lib/figures";
import { embedded } from "./embedded";
import { drawFigure } from "./recipes";
import { flat } from "./requests";

const ids = ["a", "b", "c", "d"];
const images = { ...flat([-1, 0, 0.5, 1], 1), dataset: { slices: ids.map((id) => ({ id })) } };
const pair = (a: string, b: string, kind: "exact" | "same scan") => ({ a, b, kind, grain: 0.876 });

describe("duplicateGrid()", () => {
  it("duplicateGrid() sets the slices of a pair side by side, one line per kind", async () => {
    const pairs = [pair("a", "d", "exact"), pair("b", "c", "same scan"), pair("d", "b", "same scan")];
    const figure = await drawFigure(duplicateGrid(images, pairs, 1));
    expect(figure.data.map(({ row, index, note }) => [row, index, note])).toEqual([
      ["exact: the first pair", 0, ""],
      ["exact: the first pair", 3, "0.88"],
      ["same scan: the first pair", 1, ""],
      ["same scan: the first pair", 2, "0.88"],
    ]);
    expect((await embedded(figure.svg)).map((rows) => [rows[0]?.[0], rows[0]?.at(-1)])).toEqual([
      [0, 255],
      [128, 191],
    ]);
  });

  it("duplicateGrid() without pairs is words", () => {
    expect(duplicateGrid(images, [])).toBe("no pairs to show side by side");
  });
});
