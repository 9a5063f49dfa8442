import { mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { expect, test } from "vitest";
import { root } from "../lib/core";
import { followRecipe, readRecipe } from "./recipes";

const readme = readFileSync(join(root(), "lib/README.md"), "utf8");
const titles = ["A metric of synthetic images", "An arm", "A file format"];

// recipes.slow.test.ts follows them and runs the result; that each can be followed is seen at once
test.each(titles)("%s: the recipe names a new file or a table that is there", (title) => {
  const steps = readRecipe(readme, title);
  expect(steps.length).toBeGreaterThan(0);
  for (const { file, table } of steps)
    if (table !== undefined)
      expect(readFileSync(join(root(), file), "utf8")).toMatch(new RegExp(`const ${table}\\b`));
});

test("followRecipe() writes a file, and appends a row with its imports", () => {
  const folder = mkdtempSync(join(tmpdir(), "graft-recipe-"));
  try {
    writeFileSync(join(folder, "table.ts"), "const rows = [\n  1,\n] as const;\nconst other = [\n  3,\n];\n");
    followRecipe(folder, { file: "sub/new.ts", table: undefined, code: "export const two = 2;\n" });
    followRecipe(folder, {
      file: "table.ts",
      table: "rows",
      code: 'import { two } from "./sub/new";\n\n  two,\n',
    });
    expect(readFileSync(join(folder, "sub/new.ts"), "utf8")).toBe("export const two = 2;\n");
    expect(readFileSync(join(folder, "table.ts"), "utf8").replace(/\n+/g, "\n")).toBe(
      'import { two } from "./sub/new";\nconst rows = [\n  1,\n  two,\n] as const;\nconst other = [\n  3,\n];\n',
    );
    expect(() => followRecipe(folder, { file: "table.ts", table: "none", code: "" })).toThrow(
      "no table none",
    );
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
});
