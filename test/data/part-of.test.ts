import { expect, test } from "vitest";
import { isPartName, partOf } from "../../lib/data/part-of";

test.each([
  [
    "train",
    [
      "train",
      "TRAIN",
      "Training",
      "seg_train",
      "train1",
      "trainset",
      "train_images",
      "x-training data",
      "train2017",
    ],
  ],
  ["validation", ["val", "valid", "validation", "dev", "seg_val", "Validation_set"]],
  ["test", ["test", "Tests", "Testing", "holdout", "images_test", "test2"]],
] as const)("partOf() says %s", (part, names) => {
  for (const name of names) expect(partOf(name), name).toBe(part);
});

test("partOf() says nothing of what names no part, or two", () => {
  for (const name of [
    "normal",
    "fold1",
    "pred",
    "trained",
    "test_positive",
    "train_val",
    "contest",
    "BraTS20_Training_001",
  ])
    expect(partOf(name), name).toBeUndefined();
  expect(isPartName("pred")).toBe(true);
  expect(isPartName("test_positive")).toBe(false);
  expect(isPartName("BraTS20_Training_001")).toBe(false); // a patient
});
