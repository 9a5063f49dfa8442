import { expect, test } from "vitest";
import { range } from "../../../lib/core";
import { pick } from "../../../lib/data";
import { addDose, doses } from "../../../lib/evaluation/doses/add-dose";
import { dosePoolOf, dosedReal } from "./made-doses";

const real = dosedReal(6, 10);
const pool = dosePoolOf(real, 4);

test("addDose() adds to each class its dose, the first of the pool: a larger dose contains the smaller ones", () => {
  const sets = doses.map((dose) => addDose(real, pool, dose));
  expect(sets.map((set) => set.ids.length - 16)).toEqual([0, 2 + 3, 3 + 5, 16, 32, 64]);
  const ofClass = (set: (typeof sets)[number], label: number): string[] =>
    set.ids.filter((id, i) => id.startsWith("drawn") && set.labels[i] === label);
  for (const label of [0, 1])
    sets.slice(1).forEach((set, i) => {
      const smaller = ofClass(sets[i]!, label);
      expect(ofClass(set, label).slice(0, smaller.length)).toEqual(smaller);
    });
  expect(sets[0]).toBe(real);
});

test("addDose() refuses a pool that is too small for the dose", () => {
  expect(() => addDose(real, pick(pool, range(20)), 4)).toThrow(
    /a pool of 20 images of class 0, expected at least 24/,
  );
});
