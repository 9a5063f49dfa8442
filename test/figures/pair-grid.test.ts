import { describe, expect, it } from "vitest";
import { pairGrid } from "../../lib/figures/pair-grid";
import { embedded } from "./embedded";
import { flat, request, source } from "./requests";

describe("pairGrid()", () => {
  it("pairGrid() sets each synthetic image above its nearest real one with their distance", async () => {
    const group = {
      label: "normal",
      synthetic: flat([-1, 0], 1),
      real: flat([0.5, 1], 1),
      pairs: [
        { index: 1, nearest: 1, distance: 2.345 },
        { index: 0, nearest: 0, distance: 0 },
      ],
    };
    const { svg, data } = await pairGrid({ ...request, groups: [group], scale: 1 })(source);
    expect(await embedded(svg)).toEqual([[[128, 255, 255, 255, 255, 0]], [[255, 255, 255, 255, 255, 191]]]);
    expect(svg).toContain(">2.35</text>");
    expect(svg).toContain(">0.00</text>");
    expect(data[0]).toEqual({ label: "normal", index: 1, nearest: 1, distance: 2.345 });
  });
});
