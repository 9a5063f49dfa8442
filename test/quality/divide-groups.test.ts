import { expect, it } from "vitest";
import { range } from "../../lib/core/arrays";
import { divideGroups } from "../../lib/quality/divide-groups";

const options = { seed: 1, most: 5 };

it("divideGroups() spreads each class over the parts, a group of two classes in one of them", () => {
  const { folds, parts } = divideGroups(
    [range(10).map((i) => `p${i}`), range(10).map((i) => `p${i + 8}`)],
    options,
  )!;
  expect([folds, parts.size]).toEqual([5, 18]);
  for (const from of [0, 8]) expect(new Set(range(10).map((i) => parts.get(`p${from + i}`))).size).toBe(5);
});

it("divideGroups() has no division where a class would be missing from a part's rest, and else a whole one", () => {
  expect(divideGroups([["a", "a"], ["b", "c"]], options)).toBeUndefined(); // prettier-ignore
  const found = range(20).map((seed) => divideGroups([["a", "b"], ["a", "c"]], { seed, most: 5 })); // prettier-ignore
  expect(found).toContain(undefined); // c in the part of a
  for (const divided of found) if (divided) expect(divided.parts.get("c")).not.toBe(divided.parts.get("a"));
});
