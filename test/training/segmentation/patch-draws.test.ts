import { expect, test } from "vitest";
import { mean, range, stream } from "../../../lib/core";
import { patchDraws } from "../../../lib/training/segmentation/patch-draws";
import { reflectPad } from "../../../lib/training/segmentation/reflect-pad";

const [n, size, patch] = [3, 6, 3];
const values = Float32Array.from({ length: n * size * size }, (_, i) => i);
const padded = reflectPad({ n, size, channels: 1, values }, 1);
const labels = Uint8Array.from(values, (value) => Number(value % 20 === 7)); // 6 of 108
const open = (batchSize: number, orientations?: 8) =>
  patchDraws(padded, labels, { patch, batchSize, classes: 2, orientations }, stream(1, "patches"));

test("a patch lies around the pixel that its label is of", () => {
  const { indices, labels: found } = open(200).take("balanced");
  for (const b of range(200)) {
    const middle = padded.values[indices[b * 9 + 4]!]!;
    expect(labels[middle]).toBe(found[b]);
    const [left, right] = [padded.values[indices[b * 9 + 3]!]!, padded.values[indices[b * 9 + 5]!]!];
    const x = middle % size;
    expect([left, right]).toEqual([
      x === 0 ? middle + 1 : middle - 1,
      x === size - 1 ? middle - 1 : middle + 1,
    ]);
  }
});

test("a patch in eight orientations is mirrored and turned around its own pixel, each as often", () => {
  const { indices, labels: found } = open(4000, 8).take("natural");
  const seen = new Map<string, number>();
  for (const b of range(4000)) {
    const shown = range(9).map((i) => padded.values[indices[b * 9 + i]!]!);
    const middle = shown[4]!;
    expect(labels[middle]).toBe(found[b]);
    if (middle !== 14) continue; // the pixel (2, 2) of the first image: its neighbours are all other pixels
    const way = shown.map((value) => value - middle).join(" ");
    seen.set(way, (seen.get(way) ?? 0) + 1);
  }
  expect([...seen.keys()].toSorted()).toEqual(
    [
      "-7 -6 -5 -1 0 1 5 6 7",
      "-5 -6 -7 1 0 -1 7 6 5",
      "5 6 7 -1 0 1 -7 -6 -5",
      "7 6 5 1 0 -1 -5 -6 -7",
      "-7 -1 5 -6 0 6 -5 1 7",
      "5 -1 -7 6 0 -6 7 1 -5",
      "-5 1 7 -6 0 6 -7 -1 5",
      "7 1 -5 6 0 -6 5 -1 -7",
    ].toSorted(),
  );
});

test("balanced patches are of each class as often, natural ones as often as it occurs", () => {
  const share = (choice: "balanced" | "natural"): number => mean(open(4000).take(choice).labels);
  expect(Math.abs(share("balanced") - 0.5)).toBeLessThan(0.03);
  expect(Math.abs(share("natural") - 6 / 108)).toBeLessThan(0.01);
});

test("restored, it goes on where it was", () => {
  const draws = open(8);
  draws.take("natural");
  const state = draws.state();
  const next = draws.take("balanced");
  const other = open(8);
  other.restore(state);
  expect(other.take("balanced")).toEqual(next);
});
