import { describe, expect, it } from "vitest";
import { sampleGrid } from "../../lib/figures/sample-grid";
import { embedded } from "./embedded";
import { flat, request, source } from "./requests";

describe("sampleGrid()", () => {
  it("sampleGrid() repeats each pixel scale x scale times, without smoothing, between white gutters", async () => {
    const images = { size: 2, pixels: Float32Array.from([-1, 1, 0, -0.5, 1, 1, 1, 1]) };
    const { svg } = await sampleGrid({ ...request, rows: images, scale: 3 })(source);
    const [picture = []] = await embedded(svg);
    const left = (a: number, b: number) => [
      a,
      a,
      a,
      b,
      b,
      b,
      255,
      255,
      255,
      255,
      255,
      255,
      255,
      255,
      255,
      255,
    ];
    expect(picture).toEqual([
      ...new Array<number[]>(3).fill(left(0, 255)),
      ...new Array<number[]>(3).fill(left(128, 64)),
    ]);
  });

  it("sampleGrid() continues in the next line after `columns` images", async () => {
    const { svg, data } = await sampleGrid({ ...request, rows: flat([0, 0, 0, 0, 0]), columns: 2, scale: 1 })(
      source,
    );
    expect((await embedded(svg)).map((rows) => rows[0]?.length)).toEqual(
      [12, 12, 4].map((w) => (w === 4 ? 4 : 4 + 4 + 4)),
    );
    expect(data.map((d) => d["index"])).toEqual([0, 1, 2, 3, 4]);
  });

  it("sampleGrid() draws the images asked for, in their order", async () => {
    const rows = [{ label: "normal", images: flat([-1, 0, 1], 1), indices: [2, 0] }];
    const { svg, data } = await sampleGrid({ ...request, rows, scale: 1 })(source);
    expect(await embedded(svg)).toEqual([[[255, 255, 255, 255, 255, 0]]]);
    expect(data).toEqual([
      { row: "normal", index: 2 },
      { row: "normal", index: 0 },
    ]);
  });

  it("sampleGrid() writes labels and notes as text, markup escaped", async () => {
    const { svg } = await sampleGrid({
      ...request,
      rows: [{ label: "a < b", images: flat([0]), notes: ["d & 1"] }],
    })(source);
    expect(svg).toContain(">a &lt; b</text>");
    expect(svg).toContain(">d &amp; 1</text>");
  });

  it("sampleGrid() refuses an index outside the set and an empty grid", () => {
    const outside = [{ label: "normal", images: flat([0]), indices: [1] }];
    expect(() => sampleGrid({ ...request, rows: outside })).toThrow(/index 1 of 1 images in row "normal"/);
    expect(() => sampleGrid({ ...request, rows: [] })).toThrow(/no images/);
  });

  it("sampleGrid() clamps values outside [-1, 1]", async () => {
    const { svg } = await sampleGrid({ ...request, rows: flat([-1.4, 1.4], 1), scale: 1 })(source);
    expect(await embedded(svg)).toEqual([[[0, 255, 255, 255, 255, 255]]]);
  });

  it("sampleGrid() outlines boxes where they are, each image its own, also on the next line", async () => {
    const box = (left: number) => ({ left, top: 1, right: left + 1, bottom: 3 });
    const rows = [
      { label: "", images: flat([0, 0, 0]), boxes: [[box(1)], [], [box(0.5), box(2)]], indices: 3 },
    ];
    const { svg, data } = await sampleGrid({ ...request, rows, columns: 2, scale: 3 })(source);
    const outlines = [
      ...svg.matchAll(/<rect x="([\d.]+)" y="([\d.]+)" width="([\d.]+)" height="([\d.]+)" fill="none"/g),
    ];
    const numbers = outlines.map((match) => match.slice(1, 5).map(Number));
    expect(numbers).toHaveLength(3);
    const [first, second, third] = numbers as [number[], number[], number[]];
    expect(first.slice(2)).toEqual([3, 6]);
    expect([second[0]! - first[0]!, third[0]! - first[0]!]).toEqual([-1.5, 3]); // the third image begins a line
    expect(second[1]! - first[1]!).toBeGreaterThanOrEqual(12);
    expect(data.map((row) => row["boxes"])).toEqual(["1 1 2 3", "", "0.5 1 1.5 3; 2 1 3 3"]);
  });
});
