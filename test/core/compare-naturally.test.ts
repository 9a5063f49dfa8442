import { expect, test } from "vitest";
import { compareNaturally } from "../../lib/core";

test("compareNaturally() puts slice-2 before slice-10", () => {
  expect(["b-1", "slice-10", "a/2", "slice-2"].sort(compareNaturally)).toEqual([
    "a/2",
    "b-1",
    "slice-2",
    "slice-10",
  ]);
});
