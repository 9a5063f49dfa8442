import { expect, test } from "vitest";
import { boundingBox } from "../../../lib/data/boxes/bounding-box";
import { matchDetections } from "../../../lib/evaluation/detection/match-detections";

const truth = [boundingBox(0, 0, 4, 4), boundingBox(10, 10, 14, 14)];
const at = (left: number, top: number, score: number) => ({
  ...boundingBox(left, top, left + 4, top + 4),
  score,
});
const hits = (detections: ReturnType<typeof at>[], iou = 0.5) =>
  matchDetections({ group: "p", detections, truth }, iou).hits.map(({ isTrue }) => isTrue);

test("two detections of one box are one true and one false positive, the surer one being true", () => {
  expect(hits([at(0, 0, 0.6), at(0, 0, 0.9)])).toEqual([true, false]);
  const [first, second] = matchDetections(
    { group: "p", detections: [at(1, 0, 0.9), at(0, 0, 0.6)], truth },
    0.5,
  ).hits;
  expect([first, second]).toEqual([
    { score: 0.9, isTrue: true }, // intersection over union 0.6, less than the second's 1
    { score: 0.6, isTrue: false },
  ]);
});

test("each box is found once, and what agrees too little is false", () => {
  expect(hits([at(0, 0, 0.9), at(10, 10, 0.8), at(20, 20, 0.7)])).toEqual([true, true, false]);
  expect(hits([at(2, 0, 0.9)])).toEqual([false]); // 1/3
  expect(hits([at(2, 0, 0.9)], 0.25)).toEqual([true]);
  expect(hits([at(2, 0, 0.9)], 1 / 3)).toEqual([true]); // at least, not more than
});

test("a detection takes the box it agrees with best, so that two near boxes may both be found", () => {
  const near = [boundingBox(0, 0, 4, 4), boundingBox(1, 0, 5, 4)];
  const found = matchDetections({ group: "p", detections: [at(1, 0, 0.9), at(1, 0, 0.8)], truth: near }, 0.5);
  expect(found.hits.map(({ isTrue }) => isTrue)).toEqual([true, true]);
  expect(found.truths).toBe(2);
});
