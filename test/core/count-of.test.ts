import { expect, test } from "vitest";
import { countOf } from "../../lib/core";

test("countOf() puts the noun into the number it stands beside", () => {
  expect([0, 1, 2].map((n) => countOf(n, "seed"))).toEqual(["0 seeds", "1 seed", "2 seeds"]);
  expect([1, 3].map((n) => countOf(n, "patient lies", "patients lie"))).toEqual([
    "1 patient lies",
    "3 patients lie",
  ]);
});
