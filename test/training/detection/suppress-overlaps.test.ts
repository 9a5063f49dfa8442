import { expect, test } from "vitest";
import { suppressOverlaps } from "../../../lib/training/detection/suppress-overlaps";

const at = (left: number, score: number) => ({ left, top: 0, right: left + 4, bottom: 4, score });

test("of detections of one thing the surest stays, the others go; what lies apart stays", () => {
  const kept = suppressOverlaps([at(1, 0.5), at(0, 0.9), at(20, 0.1), at(2, 0.3)]);
  expect(kept.map(({ score }) => score)).toEqual([0.9, 0.3, 0.1]); // 0.6 shared with the first: gone; 1/3: stays
  expect(suppressOverlaps([at(1, 0.5), at(0, 0.9)], 0.6).map(({ score }) => score)).toEqual([0.9, 0.5]); // not above 0.6
});

test("what a suppressed detection would have suppressed stays", () => {
  const kept = suppressOverlaps([at(0, 0.9), at(1, 0.8), at(2, 0.7)]); // the last overlaps the second by 0.6, the first by 1/3
  expect(kept.map(({ score }) => score)).toEqual([0.9, 0.7]);
});
