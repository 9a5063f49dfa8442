import { expect, test } from "vitest";
import { phantomSlice, type BleedKind, type PhantomSlice } from "../../lib/phantom";

const kinds: readonly BleedKind[] = [
  "epidural",
  "subdural",
  "intraparenchymal",
  "intraventricular",
  "subarachnoid",
];

function meanGrey({ pixels, mask }: PhantomSlice, where: 0 | 1): number {
  const values = pixels.filter((_, i) => mask[i] === where);
  return values.reduce((a, b) => a + b, 0) / values.length;
}

test("phantomSlice() bleeds at odd indices and is normal at even ones", () => {
  for (const index of [4, 5, 6, 7]) {
    const { label, truth, kind, mask, box } = phantomSlice(3, index);
    expect([label, truth]).toEqual([index % 2, index % 2]);
    expect(kind === "none").toBe(index % 2 === 0);
    expect(mask.includes(1)).toBe(index % 2 === 1);
    expect(box !== undefined).toBe(index % 2 === 1);
  }
});

test("phantomSlice() gives the same bytes again, and others for another seed or index", () => {
  const { pixels } = phantomSlice(1, 3);
  expect(Buffer.compare(phantomSlice(1, 3).pixels, pixels)).toBe(0);
  expect(Buffer.compare(phantomSlice(2, 3).pixels, pixels)).not.toBe(0);
  expect(Buffer.compare(phantomSlice(1, 5).pixels, pixels)).not.toBe(0);
});

test.each(kinds)(
  "phantomSlice() forces the kind %s: its mask fills its box and is brighter than the brain",
  (kind) => {
    for (const index of [11, 23]) {
      const slice = phantomSlice(5, index, { kind });
      expect(slice.kind).toBe(kind);
      const { width, height, mask, pixels } = slice;
      expect([mask.length, pixels.length]).toEqual([width * height, width * height]);
      const [left, top, right, bottom] = slice.box ?? [0, 0, 0, 0];
      const rows = new Set<number>();
      const columns = new Set<number>();
      mask.forEach((m, i) => {
        if (m === 0) return;
        rows.add(Math.floor(i / width));
        columns.add(i % width);
      });
      expect([Math.min(...columns), Math.min(...rows)]).toEqual([left, top]);
      expect([Math.max(...columns), Math.max(...rows)]).toEqual([right, bottom]);
      const around = phantomSlice(5, index, { label: 0, level: slice.level });
      const before = around.pixels.filter((_, i) => mask[i] === 1);
      const brain = before.filter((p) => p > 20 && p < 235);
      const brainGrey = brain.reduce((a, b) => a + b, 0) / Math.max(1, brain.length);
      expect(meanGrey(slice, 1)).toBeGreaterThan(brainGrey + 15);
    }
  },
);

test("phantomSlice() paints a skull around a brain on black air, in pictures of many sizes", () => {
  const slices = Array.from({ length: 8 }, (_, i) => phantomSlice(9, i));
  expect(new Set(slices.map((s) => s.width * s.height)).size).toBeGreaterThan(6);
  for (const { width, height, pixels } of slices) {
    expect(height).toBeGreaterThanOrEqual(135);
    expect(height).toBeLessThanOrEqual(957);
    const share = (from: number, to: number): number =>
      pixels.filter((p) => p >= from && p <= to).length / (width * height);
    expect(share(250, 255)).toBeGreaterThan(0.1); // bone
    expect(share(50, 220)).toBeGreaterThan(0.2); // brain
    expect(share(0, 40)).toBeGreaterThan(0.15); // air
  }
});

test("phantomSlice() shows the level asked for: holes of the skull base at 0, none at the vertex", () => {
  const bony = ({ width, height, pixels }: PhantomSlice): number => {
    let count = 0;
    for (let y = Math.round(height * 0.3); y < height * 0.7; y++)
      for (let x = Math.round(width * 0.3); x < width * 0.7; x++)
        if ((pixels[y * width + x] ?? 0) > 250) count++;
    return count / (width * height);
  };
  const base = phantomSlice(4, 2, { level: 0.02 });
  const vertex = phantomSlice(4, 2, { level: 0.97 });
  expect([base.level, vertex.level]).toEqual([0.02, 0.97]);
  expect(bony(base)).toBeGreaterThan(0.01);
  expect(bony(vertex)).toBeLessThan(0.002);
});
