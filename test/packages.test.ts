import { readFileSync } from "node:fs";
import { join } from "node:path";
import { expect, test } from "vitest";
import { root } from "../lib/core";
import { trackedFiles } from "./tracked-files";

const read = (file: string): string => readFileSync(join(root(), file), "utf8");
const { dependencies, devDependencies } = JSON.parse(read("package.json")) as Record<
  "dependencies" | "devDependencies",
  Readonly<Record<string, string>>
>;
const packages = [...Object.keys(dependencies), ...Object.keys(devDependencies)].filter(
  (name) => !name.startsWith("@types/"),
);

test("lib/README.md says what each package is for, and names no other", () => {
  const table = /\n## Packages\n([^]*?)\n\n(?!\|)[^|]*$/.exec(read("lib/README.md"))?.[1] ?? "";
  const rows = [...table.matchAll(/^\| ([^|]+?) +\|/gm)].map(([, names = ""]) => names);
  const named = rows
    .filter((names) => !/^(package|-+)$|Python/.test(names))
    .flatMap((names) => names.split(", "));
  expect(named.sort()).toEqual([...packages].sort());
});

test("each package is used", () => {
  const sources = trackedFiles(root()).filter((f) => /^(lib|test|\.ci)\/.*\.(ts|mts|mjs|cjs)$/.test(f));
  const text = sources
    .filter((f) => f !== "test/packages.test.ts")
    .map(read)
    .join("\n");
  const isNamed = (name: string): boolean =>
    ['"', "/", "'"].some((quote) => text.includes(`${quote}${name}`));
  expect(packages.filter((name) => !isNamed(name))).toEqual([]);
});
