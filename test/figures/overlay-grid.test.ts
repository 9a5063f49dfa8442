import { describe, expect, it } from "vitest";
import { outlinePath } from "../../lib/figures/outline";
import { overlayGrid } from "../../lib/figures/overlay-grid";
import { flat, request, source } from "./requests";

const square = (...inside: number[]): Uint8Array =>
  Uint8Array.from({ length: 16 }, (_, i) => Number(inside.includes(i)));
const edges = (path: string): number => path.match(/M/g)?.length ?? 0;

describe("outlinePath()", () => {
  it("outlinePath() draws the sides between a region and the rest, none inside it", () => {
    expect(edges(outlinePath({ mask: square(5), color: "red" }, 4, 2, 0, 0))).toBe(4);
    expect(edges(outlinePath({ mask: square(5, 6, 9, 10), color: "red" }, 4, 2, 0, 0))).toBe(8);
    expect(edges(outlinePath({ mask: square(0), color: "red" }, 4, 2, 0, 0))).toBe(4); // at the border, too
    expect(outlinePath({ mask: square(), color: "red" }, 4, 2, 0, 0)).toBe("");
  });

  it("outlinePath() begins at the image's corner and counts in screen pixels", () => {
    expect(outlinePath({ mask: square(5), color: "red" }, 4, 3, 10, 20)).toContain("M13 23h3");
  });
});

describe("overlayGrid()", () => {
  it("overlayGrid() draws truth and prediction on each image of each row, the value below", async () => {
    const rows = [
      { label: "one", predicted: square(6), values: [0.25] },
      { label: "two", predicted: square(), values: [undefined] },
    ];
    const { svg, data } = await overlayGrid({ ...request, images: flat([0]), truth: square(5), indices: [0], rows })(source); // prettier-ignore
    expect(svg.match(/<path/g)).toHaveLength(3); // an empty prediction has no edge
    expect(svg.match(/stroke-dasharray/g)).toHaveLength(1);
    expect(svg).toContain(">0.25</text>");
    expect(svg).toContain(">–</text>");
    expect(data).toEqual([
      { row: "one", index: 0, value: 0.25 },
      { row: "two", index: 0 },
    ]);
  });
});
