import { expect, test } from "vitest";
import { innerSplit } from "../../../lib/evaluation/doses/inner-split";
import { dosedReal } from "./made-doses";

test("innerSplit() holds out a fifth of each class, no patient in both parts, the same for a seed", () => {
  const real = dosedReal(40, 20);
  const { train, validation } = innerSplit(real, 1);
  expect([train.ids.length, validation.ids.length]).toEqual([48, 12]);
  expect(validation.labels.filter((label) => label === 1)).toHaveLength(4);
  expect(train.groups.filter((group) => validation.groups.includes(group))).toEqual([]);
  expect([...train.ids, ...validation.ids].sort()).toEqual([...real.ids].sort());
  expect(innerSplit(real, 1).validation.ids).toEqual(validation.ids);
  expect(innerSplit(real, 2).validation.ids).not.toEqual(validation.ids);
});

test("innerSplit() refuses a class of one patient", () => {
  expect(() => innerSplit(dosedReal(20, 2), 1)).toThrow(
    /Cannot divide the training images to choose the dose/,
  );
});
