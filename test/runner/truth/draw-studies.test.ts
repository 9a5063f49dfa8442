import { expect, test } from "vitest";
import { range } from "../../../lib/core";
import { drawStudies } from "../../../lib/runner/truth/draw-studies";

const slices = range(300).map((i) => ({ label: i % 3 === 0 ? 1 : 0 })); // 200 and 100

test("drawStudies() takes as many of each class, as disjoint as the data allow", () => {
  const studies = drawStudies(slices, { studies: 5, images: 40, seed: 1 });
  for (const chosen of studies) {
    expect(new Set(chosen).size).toBe(40);
    expect(chosen.filter((i) => slices[i]!.label === 1)).toHaveLength(20);
  }
  const used = new Map<number, number>();
  for (const i of studies.flat()) used.set(i, (used.get(i) ?? 0) + 1);
  expect([...used.values()].every((times) => times === 1)).toBe(true); // 5 x 20 of each: 100 of 200 and all of 100
});

test("drawStudies() not balanced deals out all images as they come, with about the data set's shares", () => {
  const studies = drawStudies(slices, { studies: 5, images: 60, seed: 1, isBalanced: false });
  expect([...studies.flat()].sort((a, b) => a - b)).toEqual(range(300));
  const positive = studies.map((chosen) => chosen.filter((i) => slices[i]!.label === 1).length);
  expect(positive.reduce((sum, n) => sum + n)).toBe(100);
  expect(new Set(positive).size).toBeGreaterThan(1);
  expect(() => drawStudies(slices, { studies: 2, images: 160, seed: 1, isBalanced: false })).toThrow(
    /: 300 images, expected at least 320, twice what a study takes\./,
  );
});

test("drawStudies() deals a class that is used up out again, no image twice in a study", () => {
  const studies = drawStudies(slices, { studies: 12, images: 60, seed: 2 });
  for (const chosen of studies) expect(new Set(chosen).size).toBe(60);
  const times = range(300)
    .filter((i) => slices[i]!.label === 1)
    .map((i) => studies.filter((chosen) => chosen.includes(i)).length);
  expect(Math.max(...times) - Math.min(...times)).toBeLessThanOrEqual(1); // 360 places, 100 images
});

test("drawStudies() refuses where too little would be left to judge on", () => {
  expect(() => drawStudies(slices, { studies: 2, images: 200, seed: 1 })).toThrow(
    /Cannot run the truth trial: 100 images of class 1, expected at least 200/,
  );
});

test("drawStudies() refuses named patients, whose images would lie in a study and in what it is judged on", () => {
  const named = slices.map((slice, i) => (i < 4 ? { ...slice, group: `p${i >> 1}` } : slice));
  expect(() => drawStudies(named, { studies: 2, images: 40, seed: 1 })).toThrow(
    /Cannot run the truth trial: 4 images of 2 named patients, expected .*one image per patient/,
  );
});
