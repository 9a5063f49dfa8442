import { expect, test } from "vitest";
import { stream } from "../../../lib/core";
import { boundingBox } from "../../../lib/data/boxes/bounding-box";
import { compareSensitivity, froc, sensitivityAt } from "../../../lib/evaluation/detection/froc";
import type { DetectedSlice } from "../../../lib/evaluation/detection/match-detections";
import { groupBootstrap } from "../../../lib/statistics";

const truth = [boundingBox(0, 0, 4, 4)];
const right = (score: number) => ({ ...truth[0]!, score });
const wrong = (score: number) => ({ ...boundingBox(20, 20, 24, 24), score });
const slice = (
  id: string,
  detections: DetectedSlice["detections"],
  group = id,
  boxes = truth,
): DetectedSlice => ({
  id,
  group,
  detections,
  truth: boxes,
});

/** Three boxes in four slices: by falling score right, wrong, right, two wrong of equal score, right at last. */
const four = [
  slice("a", [right(0.9), wrong(0.4)]),
  slice("b", [right(0.7), wrong(0.8)]),
  slice("c", [right(0.2)]),
  slice("d", [wrong(0.4)], "d", []),
];

test("the curve has one point per score, equal scores together, normal slices counted among the slices", () => {
  expect(
    froc(four, 0.5).map(({ threshold, ...p }) => [threshold, p.falsePositivesPerSlice, p.sensitivity]),
  ).toEqual([
    [0.9, 0, 1 / 3],
    [0.8, 0.25, 1 / 3],
    [0.7, 0.25, 2 / 3],
    [0.4, 0.75, 2 / 3],
    [0.2, 0.75, 1],
  ]);
});

test("sensitivity is taken at the most false positives that are allowed, not beyond", () => {
  const of = (falsePositivesPerSlice: number): number =>
    sensitivityAt(four, { iou: 0.5, falsePositivesPerSlice }, 1).value;
  expect([of(0), of(0.25), of(0.74), of(0.75), of(1)]).toEqual([1 / 3, 2 / 3, 2 / 3, 1, 1]);
  const { truths, slices } = sensitivityAt(four, { iou: 0.5, falsePositivesPerSlice: 1 }, 1);
  expect([truths, slices]).toEqual([3, 4]);
});

test("a detector that finds nothing has sensitivity 0, and slices without any box are refused", () => {
  const at = { iou: 0.5, falsePositivesPerSlice: 1 };
  expect(sensitivityAt([slice("a", [])], at, 1).value).toBe(0);
  expect(() => sensitivityAt([slice("a", [wrong(1)], "a", [])], at, 1)).toThrow("1 slice without a box");
});

/** Slices of which every k-th is not found. */
const missing = (k: number, n = 60, group = (i: number) => String(i)) =>
  Array.from({ length: n }, (_, i) => slice(`s${i}`, i % k === 0 ? [] : [right(0.9)], group(i)));

test("the interval holds the value, is the same for the same seed, and wider when slices of a patient stay together", () => {
  const at = { iou: 0.5, falsePositivesPerSlice: 1 };
  const one = sensitivityAt(missing(3), at, 7);
  expect(one.value).toBeCloseTo(2 / 3, 12);
  expect(one.low!).toBeLessThan(one.value);
  expect(one.high!).toBeGreaterThan(one.value);
  expect(sensitivityAt(missing(3), at, 7)).toEqual(one);
  // half of the spread of a proportion: 1.96 sqrt(2/9 / 60)
  expect((one.high! - one.low!) / 2).toBeCloseTo(0.119, 1);
  const patients = sensitivityAt(
    missing(3, 60, (i) => `${i % 3}-${Math.floor(i / 15)}`),
    at,
    7,
  );
  expect(patients.high! - patients.low!).toBeGreaterThan(1.5 * (one.high! - one.low!));
});

test("the difference of two detectors is paired: none for equal ones, and narrower than their intervals", () => {
  const at = { iou: 0.5, falsePositivesPerSlice: 1 };
  expect(compareSensitivity(missing(3), missing(3), at, 1)).toEqual({ value: 0 });
  const better = compareSensitivity(missing(6), missing(3), at, 1); // every sixth misses what every third misses, too
  expect(better.value).toBeCloseTo(1 / 6, 12);
  expect(better.low!).toBeGreaterThan(0);
  const width = (interval: { low?: number; high?: number }): number => interval.high! - interval.low!;
  expect(width(better)).toBeLessThan(width(sensitivityAt(missing(3), at, 1)));
  const worse = compareSensitivity(missing(3), missing(6), at, 1);
  expect([worse.value, worse.low, worse.high]).toEqual([-better.value, -better.high!, -better.low!]);
  expect(() => compareSensitivity(missing(3), missing(3, 59), at, 1)).toThrow("slices that differ");
});

test("detections of low scores that no threshold reaches change no interval", () => {
  const at = { iou: 0.5, falsePositivesPerSlice: 0.25 };
  const noisy = missing(3).map((one) => ({
    ...one,
    detections: [...one.detections, ...[0.5, 0.4, 0.3, 0.2, 0.1].map(wrong)],
  }));
  const cut = noisy.map((one) => ({ ...one, detections: one.detections.slice(0, -3) }));
  expect(sensitivityAt(noisy, at, 3)).toEqual(sensitivityAt(cut, at, 3));
  expect(compareSensitivity(noisy, missing(6), at, 3)).toEqual(compareSensitivity(cut, missing(6), at, 3));
});

test("false positives of one patient hide no draw without him: there low scores count", () => {
  const at = { iou: 0.5, falsePositivesPerSlice: 1 };
  const many = Array.from({ length: 41 }, (_, i) => wrong(0.5 + i / 100)); // all of patient A, above every true one
  const others = Array.from({ length: 9 }, (_, i) => slice(`b${i}`, [right(0.3)]));
  const slices = [slice("A", many), ...others];
  const { value, low, high } = sensitivityAt(slices, at, 1);
  // 35 % of the draws are without A and find every box; the others none
  expect([value, low, high]).toEqual([0, 0, 1]);
  const none = [slice("A", []), ...others.map(({ id }) => slice(id, []))];
  expect(compareSensitivity(slices, none, at, 1)).toEqual({ value: 0, low: 0, high: 1 });
});

test("the interval is that of a curve drawn anew for each draw, equal scores and slices without a box among them", () => {
  const random = stream(1, "froc");
  const slices = Array.from({ length: 30 }, (_, i) => {
    const scores = Array.from({ length: 4 }, () => Math.round(10 * random.next()) / 10);
    const own = [right(scores[0]!), ...scores.slice(1).map(wrong)];
    return slice(`s${i}`, own, `patient ${i % 11}`, i % 3 === 0 ? [] : truth);
  });
  const at = { iou: 0.5, falsePositivesPerSlice: 1.2 };
  const statistic = (indices: readonly number[]): number => {
    const points = froc(
      indices.map((i) => slices[i]!),
      at.iou,
    );
    return Math.max(0, ...points.filter((p) => p.falsePositivesPerSlice <= 1.2).map((p) => p.sensitivity));
  };
  const groups = slices.map(({ group }) => group);
  const { low, high } = groupBootstrap(groups, statistic, stream(4, "froc", "bootstrap"), 1000)!;
  expect(sensitivityAt(slices, at, 4)).toMatchObject({
    value: statistic(slices.map((_, i) => i)),
    low,
    high,
  });
  expect(high).toBeGreaterThan(low);
});
