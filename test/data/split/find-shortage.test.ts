import { expect, test } from "vitest";
import { range, stageNeeds, type StageNeed } from "../../../lib/core";
import { findShortage } from "../../../lib/data/split/find-shortage";

const classes = ["normal", "tumor"];
/** Forty images, every second a tumor; ten groups of each class, of two images each. */
const labels = range(40).map((i) => i % 2);
const groups = range(40).map((i) => `${i % 2}-${Math.floor(i / 4)}`);
const divided = { labels, groups, classes };
const enough = {
  train: range(24),
  validation: range(8).map((i) => 24 + i),
  test: range(8).map((i) => 32 + i),
};
const normalOnly = (from: readonly number[]): number[] => from.filter((i) => labels[i] === 0);

test("findShortage() finds none where every part holds images of several groups of each class", () => {
  expect(findShortage(enough, divided, "notebooks")).toBeUndefined();
  expect(findShortage(enough, divided, "study")).toBeUndefined();
});

test.each([
  {
    lacks: "a class in training",
    indices: { ...enough, train: normalOnly(enough.train) },
    found: "the training part would hold no images of tumor",
    expected: "at least 2 for the GAN of each class",
  },
  {
    lacks: "a second training image",
    indices: { ...enough, train: [...normalOnly(enough.train), 1] },
    found: "the training part would hold 1 image of tumor",
    expected: "at least 2 for the GAN of each class",
  },
  {
    lacks: "a class in validation",
    indices: { ...enough, validation: normalOnly(enough.validation) },
    found: "the validation part would hold no images of tumor",
    expected: "at least 1 for the choice of the epoch",
  },
  {
    lacks: "a class in the test",
    indices: { ...enough, test: normalOnly(enough.test) },
    found: "the test part would hold no images of tumor",
    expected: "at least 1 for balanced accuracy",
  },
])(
  "findShortage() names a division that lacks $lacks, for notebooks and study",
  ({ indices, ...shortage }) => {
    expect(findShortage(indices, divided, "notebooks")).toEqual(shortageOf(shortage));
    expect(findShortage(indices, divided, "study")).toEqual(shortageOf(shortage));
  },
);

const shortageOf = ({ found, expected: wanted }: { found: string; expected: string }) => ({
  found,
  expected: wanted,
});

test("one training group of a class is enough for the notebooks, not for the study's arm that discards", () => {
  const train = [...normalOnly(enough.train), 1, 3]; // two images of one group
  expect(findShortage({ ...enough, train }, divided, "notebooks")).toBeUndefined();
  expect(findShortage({ ...enough, train }, divided, "study")).toEqual({
    found: "the training part would hold 1 group of tumor",
    expected: "at least 2 for the arm without the images that look least real",
  });
});

test("every row of stageNeeds says why, and what is refused lies in a part that findShortage() looks at", () => {
  const rows: readonly StageNeed[] = Object.values(stageNeeds);
  for (const { reason, images, groups: least } of rows) {
    expect(reason.length).toBeGreaterThan(20);
    expect(images).toBeGreaterThanOrEqual(least);
  }
  const refused = rows.filter((need) => need.otherwise === "refused").map((need) => need.part);
  expect(new Set(refused)).toEqual(new Set(["data set", "training", "validation", "test"]));
});
