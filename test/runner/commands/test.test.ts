import { expect, test } from "vitest";
import { chooseChecks } from "../../../lib/runner/commands/test";

const names = (...args: string[]): string[] => chooseChecks(args).map(({ name }) => name);

test("npm test runs every step, or those that are named", () => {
  expect(names()).toEqual([
    "types",
    "lint",
    "format",
    "unused",
    "unit",
    "notebooks",
    "metrics",
    "related",
    "related-metrics",
  ]);
  expect(names("metrics", "types")).toEqual(["types", "metrics"]);
});

test("what names no step is looked for among the files of unit tests, never passed over", () => {
  const [unit, ...others] = chooseChecks(["keras-models"]);
  expect(others).toEqual([]);
  expect(unit?.args.at(-1)).toBe("keras-models");
  expect(names("lint", "keras-models")).toEqual(["lint", "unit"]);
});
