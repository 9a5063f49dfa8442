import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { dirname, join } from "node:path";
import { afterAll, beforeAll, expect, test } from "vitest";
import { root } from "../../lib/core";
import { execute, failingCell } from "../../lib/runner/execute";
import { notebook } from "./headless";

const parameters = {
  profile: "smoke",
  data: "phantom",
  seed: 1,
  set: {
    "data.images": 80,
    "samples.measured": 50,
    "gan.epochs": 1,
    "gan.checkpointEvery": 1,
    "classifier.epochs": 1,
    "classifier.filters": 4,
  },
} as const;

/** Tests that notebooks run with every cell executed twice, in their order, into one run folder. */
export function expectRunsTwice(names: readonly string[]): void {
  let folder: string;
  beforeAll(() => {
    const tests = join(root(), ".cache/tests"); // inside the project, as lib wants it
    mkdirSync(tests, { recursive: true });
    folder = mkdtempSync(join(tests, "twice-"));
  });
  afterAll(() => rmSync(folder, { recursive: true, force: true }));

  for (const name of names)
    test(`${name} runs with every cell executed twice`, async () => {
      mkdirSync(dirname(join(folder, name)), { recursive: true });
      writeFileSync(join(folder, `${name}.ipynb`), twice(join(root(), "notebooks", `${name}.ipynb`)));
      const { ok, output } = await execute(name, parameters, join(folder, "run"), { folder });
      expect(ok, failingCell(output)).toBe(true);
    });
}

/** The notebook with each code cell doubled; lib as it is imported from any folder. */
function twice(file: string): string {
  const { cells } = JSON.parse(readFileSync(file, "utf8")) as {
    cells: { cell_type: string; source: string | string[] }[];
  };
  const code = cells.filter((c) => c.cell_type === "code").map((c) => [c.source].flat().join(""));
  return notebook(code.map((c) => c.replace(/"(\.\.\/)+lib/g, '"./lib')).flatMap((c) => [c, c]));
}
