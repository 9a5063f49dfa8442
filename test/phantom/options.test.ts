import { expect, test } from "vitest";
import { auc } from "../../lib/statistics/auc";
import type { PhantomOptions, PhantomSlice } from "../../lib/phantom";
import { phantomSlice } from "../../lib/phantom";
import { plan } from "../../lib/phantom/plan";

/** Who is seen and how, without painting. */
const plans = (count: number, options: PhantomOptions) =>
  Array.from({ length: count }, (_, i) => plan(6, i, options));

test("nearDuplicates repeats about that share of slices, each an earlier one of its class", () => {
  const all = plans(400, { nearDuplicates: 0.2 });
  const copies = all.flatMap((p, index) => (p.copyOf === undefined ? [] : [{ index, of: p.copyOf, p }]));
  expect(copies.length / 400).toBeGreaterThan(0.14);
  expect(copies.length / 400).toBeLessThan(0.26);
  for (const { index, of, p } of copies) {
    expect(of).toBeLessThan(index);
    expect((index - of) % 2).toBe(0);
    expect(p.truth).toBe(index % 2);
    expect(p.level).toBe(plan(6, of, { nearDuplicates: 0.2 }).level);
  }
  expect(plans(50, {}).every((p) => p.copyOf === undefined)).toBe(true);
});

test("nearDuplicates copies look alike, in another size", () => {
  const options = { nearDuplicates: 0.5 };
  const index = plans(40, options).findIndex((p) => p.copyOf !== undefined);
  const copy = phantomSlice(6, index, options);
  const first = phantomSlice(6, copy.copyOf ?? 0, options);
  const other = phantomSlice(6, index, {});
  expect(copy.width).not.toBe(first.width);
  expect(alike(copy, first)).toBeGreaterThan(0.97);
  expect(alike(copy, first)).toBeGreaterThan(alike(copy, other) + 0.02);
});

test("wrongLabels flips about that share of labels and keeps the truth", () => {
  const all = plans(400, { wrongLabels: 0.1 });
  const wrong = all.filter((p) => p.label !== p.truth).length;
  expect(wrong).toBeGreaterThan(20);
  expect(wrong).toBeLessThan(60);
  expect(all.map((p) => p.truth)).toEqual(plans(400, {}).map((p) => p.truth));
});

test("series shows one patient on several levels: same head, same kind of bleed", () => {
  const all = plans(24, { series: 4 });
  expect(all.map((p) => p.patient)).toEqual(Array.from({ length: 24 }, (_, i) => Math.floor(i / 4)));
  for (let i = 0; i < 24; i += 4) {
    const [first, ...rest] = all.slice(i, i + 4);
    for (const other of rest) {
      expect(other.head).toEqual(first?.head);
      expect([other.kind, other.truth]).toEqual([first?.kind, first?.truth]);
    }
    expect(new Set(all.slice(i, i + 4).map((p) => p.level)).size).toBeGreaterThan(2); // the skull base and the vertex end a series
  }
});

test("areaShortcut makes the size of the picture tell the classes; without it size tells nothing", () => {
  const areaAuc = (options: PhantomOptions): number => {
    const all = plans(200, options);
    return auc(
      all.map((p) => p.view.length),
      all.map((p) => p.label),
    ).auc;
  };
  expect(areaAuc({ areaShortcut: 1 })).toBeGreaterThan(0.9);
  expect(areaAuc({})).toBeGreaterThan(0.45);
  expect(areaAuc({})).toBeLessThan(0.55);
});

test("subtle takes contrast from the blood and nothing from a normal slice", () => {
  const blood = (subtle: number): number => plan(6, 9, { subtle, kind: "epidural" }).lesion.hounsfield;
  expect(blood(0.5) - 40).toBeCloseTo((blood(0) - 40) / 2, 9);
  expect(Buffer.compare(phantomSlice(6, 8, { subtle: 0.5 }).pixels, phantomSlice(6, 8).pixels)).toBe(0);
});

test("an option never moves another slice's draws", () => {
  const plain = plans(60, {});
  const planted = plans(60, { nearDuplicates: 0.3, wrongLabels: 0.3 });
  for (const [i, p] of planted.entries())
    if (p.copyOf === undefined)
      expect([p.head, p.view, p.level]).toEqual([plain[i]?.head, plain[i]?.view, plain[i]?.level]);
});

/** Correlation on a 24 x 24 grid of the slice. */
function alike(a: PhantomSlice, b: PhantomSlice): number {
  const [x, y] = [grid(a), grid(b)];
  return x.reduce((sum, value, i) => sum + value * (y[i] ?? 0), 0);
}

function grid({ width, height, pixels }: PhantomSlice): number[] {
  const side = 24;
  const sums = new Float64Array(side * side);
  const counts = new Float64Array(side * side);
  pixels.forEach((p, i) => {
    const cell =
      Math.floor((Math.floor(i / width) * side) / height) * side + Math.floor(((i % width) * side) / width);
    sums[cell] = (sums[cell] ?? 0) + p;
    counts[cell] = (counts[cell] ?? 0) + 1;
  });
  const means = Array.from(sums, (s, i) => s / (counts[i] ?? 1));
  const mean = means.reduce((s, m) => s + m) / means.length;
  const norm = Math.sqrt(means.reduce((s, m) => s + (m - mean) * (m - mean), 0));
  return means.map((m) => (m - mean) / norm);
}
