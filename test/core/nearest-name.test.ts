import { expect, test } from "vitest";
import { nearestName } from "../../lib/core";

test.each([
  ["gan.epoch", "gan.epochs"],
  ["smke", "smoke"],
  ["", "ab"],
])("%j means %j", (word, meant) => {
  expect(nearestName(word, ["quick", "gan.epochs", "ab", "smoke"])).toBe(meant);
});

test("of several as near the first is meant, of none nothing", () => {
  expect(nearestName("b", ["c", "a"])).toBe("c");
  expect(nearestName("b", [])).toBe("");
});
