import { expect, test } from "vitest";
import { imageSet } from "../../lib/data";
import { oversample } from "../../lib/data/oversample";

/** Images of one pixel each, whose values are their indices. */
const images = (labels: readonly number[]) =>
  imageSet("train", {
    foldId: "f",
    size: 1,
    ids: labels.map((_, i) => `image ${i}`),
    labels,
    groups: labels.map((_, i) => `patient ${i}`),
    pixels: Float32Array.from(labels, (_, i) => i),
  });
const countOfClass = (labels: readonly number[], label: number): number =>
  labels.filter((l) => l === label).length;

test.each([
  ["one class after the other", [0, 0, 0, 0, 0, 1, 1, 1, 1, 1]],
  ["mixed", [0, 1, 0, 1, 0, 1, 0, 1, 0, 1]],
  ["of unequal classes", [0, 0, 0, 0, 0, 0, 0, 1, 1, 1]],
])("as many of each class are added, of images %s", (_, labels) => {
  const set = images(labels);
  const { labels: all, pixels, ids, groups, seen } = oversample(set, 14);
  for (const label of [0, 1]) expect(countOfClass(all, label)).toBe(countOfClass(labels, label) + 7);
  expect(all.slice(0, 10)).toEqual(labels);
  expect(new Set(ids).size).toBe(24);
  expect(seen).toEqual(set.ids);
  all.forEach((label, i) => {
    expect(labels[pixels[i]!]).toBe(label);
    expect(groups[i]).toBe(`patient ${pixels[i]}`);
    expect(ids[i]!.replace(/ \(\d+\)$/, "")).toBe(`image ${pixels[i]}`);
  });
});

test("within a class no image is repeated twice more than another, and a part of a class is spread over it", () => {
  const { pixels } = oversample(images(Array.from({ length: 10 }, () => 0)), 25);
  const times = Array.from({ length: 10 }, (_, i) => pixels.filter((v) => v === i).length);
  expect(times).toEqual([4, 3, 4, 3, 4, 3, 4, 3, 4, 3]);
});

test("nothing added changes nothing", () => {
  const set = images([0, 1, 1]);
  expect(oversample(set, 0)).toMatchObject({ ids: set.ids, labels: set.labels, pixels: set.pixels });
});
