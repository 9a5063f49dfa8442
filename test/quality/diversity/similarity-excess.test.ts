import { expect, test } from "vitest";
import { collapseFrom, similarityExcess } from "../../../lib/quality/diversity/similarity-excess";
import { meanSimilarity, similarityPerImage } from "../../../lib/quality/diversity/mean-similarity";
import { part, phantoms } from "../golden";
import { toyHeads } from "../toy-heads";

const real = toyHeads(20, 1);

/** The first `kinds` images over and over. */
const repeated = (kinds: number) => ({
  size: 32,
  pixels: Float32Array.from({ length: 20 * 1024 }, (_, k) => real.pixels[k % (kinds * 1024)]!),
});

test("other real images are no more alike, and the interval says so; one image over and over has collapsed", () => {
  const fresh = similarityExcess(toyHeads(20, 2), real);
  expect(fresh.interval![0]).toBeLessThan(0);
  expect(fresh.interval![1]).toBeGreaterThan(0);
  expect(fresh.interval![1]).toBeLessThan(collapseFrom);
  const collapsed = similarityExcess(repeated(1), real);
  expect(collapsed.samples).toBeCloseTo(1, 12);
  expect(collapsed.value).toBeGreaterThan(collapseFrom);
  expect(collapsed.interval![0]).toBeGreaterThan(fresh.interval![1]);
});

test("of few images over and over the excess is as the pairs of equal ones have it", () => {
  const { value, samples, real: ofReal } = similarityExcess(repeated(2), real);
  const pair = meanSimilarity(part(real, 0, 2));
  expect(samples).toBeCloseTo((9 + 10 * pair) / 19, 6); // 9 of an image's 19 partners are itself
  expect(value).toBeCloseTo(samples - ofReal, 12);
});

test("value and n are of as many images of each", () => {
  const { normal } = phantoms();
  const found = similarityExcess(part(normal, 0, 10), part(normal, 10, 26));
  expect(found.n).toBe(10);
  expect(found.samples).toBeCloseTo(meanSimilarity(part(normal, 0, 10)), 12);
  expect(found.real).toBeCloseTo(meanSimilarity(part(normal, 10, 20)), 12);
  expect(found.value).toBeCloseTo(found.samples - found.real, 12);
});

test("the interval holds 0 for nearly all draws of two equal sets", () => {
  const covered = Array.from({ length: 15 }, (_, i) => {
    const { interval } = similarityExcess(toyHeads(8, 100 + i), toyHeads(8, 200 + i));
    return interval![0] <= 0 && interval![1] >= 0;
  });
  expect(covered.filter(Boolean).length).toBeGreaterThanOrEqual(12);
});

test("real images of one patient move together: a wider interval, and none of one patient", () => {
  const width = (groups?: readonly string[]): number => {
    const [low, high] = similarityExcess(toyHeads(20, 2), real, groups).interval!;
    return high - low;
  };
  const perImage = similarityPerImage(real);
  const middle = meanSimilarity(real);
  const halves = perImage.map((value) => (value > middle ? "alike" : "unlike"));
  expect(width(halves)).toBeGreaterThan(width());
  expect(
    similarityExcess(
      toyHeads(20, 2),
      real,
      halves.map(() => "one"),
    ).interval,
  ).toBeUndefined();
});
