import { expect, test } from "vitest";
import type { Slice } from "../../lib/data";
import { rangeByClass } from "../../lib/data/range-by-class";

const slice = (label: number, range?: string): Slice => ({
  id: `${label}`,
  source: "a.png",
  format: "PNG",
  label,
  width: 1,
  height: 1,
  channels: 1,
  grey: Uint8Array.of(0),
  ...(range === undefined ? {} : { range }),
});
const rows = (slices: readonly Slice[]): string[] =>
  rangeByClass(slices, ["normal", "tumor"]).map(({ value, how }) => `${value} ${how}`);

test("rangeByClass() names classes of 8 and of 16 bits", () => {
  expect(rows([slice(0), slice(0), slice(1, "16 bits"), slice(1, "16 bits"), slice(1)])).toEqual([
    expect.stringMatching(/^2 images of "tumor" .*16 bits/),
  ]);
});

test("rangeByClass() says nothing where classes are shown alike", () => {
  expect(rows([slice(0, "a"), slice(1, "a")])).toEqual([]);
  expect(rows([slice(0, "a"), slice(0), slice(1, "a"), slice(1)])).toEqual([]);
});
