import { execFile } from "node:child_process";
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterEach, beforeEach, expect, test } from "vitest";
import { root } from "../../lib/core";
import type { Notebook } from "../../lib/runner/inject-parameters";
import { jupyterEnvironment, venvProgram } from "../../lib/setup/jupyter";
import { notebook, value, type Output } from "./headless";

let folder: string;
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), "graft-papermill-"));
});
afterEach(() => rmSync(folder, { recursive: true, force: true }));

interface Ran {
  readonly code: number | null;
  readonly said: string;
  readonly cells: readonly { source: string; tags: readonly string[]; outputs: readonly Output[] }[];
}

/** Executes a notebook as a user types it, in the project's root. */
async function papermill(file: string, ...args: string[]): Promise<Ran> {
  const out = join(folder, "out.ipynb");
  const options = { cwd: root(), env: jupyterEnvironment() };
  const { code, said } = await new Promise<Pick<Ran, "code" | "said">>((done) => {
    const all = [file, out, "-k", "graft", "--no-progress-bar", ...args];
    const child = execFile(venvProgram("papermill"), all, options, (_, stdout, stderr) =>
      done({ code: child.exitCode, said: stdout + stderr }),
    );
  });
  const { cells } = JSON.parse(readFileSync(out, "utf8")) as Notebook;
  const shown = cells.map((cell) => ({
    source: [cell.source].flat().join(""),
    tags: cell.metadata.tags ?? [],
    outputs: (cell["outputs"] ?? []) as Output[],
  }));
  return { code, said, cells: shown };
}

/** A notebook whose second cell is its parameters cell. */
function parameterized(...cells: string[]): string {
  const file = join(folder, "in.ipynb");
  const { cells: all, ...rest } = JSON.parse(notebook(cells)) as Notebook;
  const tagged = all.map((c, i) => (i === 1 ? { ...c, metadata: { tags: ["parameters"] } } : c));
  writeFileSync(file, JSON.stringify({ ...rest, cells: tagged }));
  return file;
}

const useful = [
  'type Size = "small" | "large";\nconst use = (size: Size, n: number) => `${size} ${n * 2}`;',
  'const size: Size = "large"; // small | large\nconst n = 1;\nconst set: Record<string, unknown> = {};',
  "[use(size, n), set]",
];

test("papermill overrides the parameters cell with literals that suit its types", async () => {
  const yaml = '{n: 4.5, set: {"a.b": [1, true, null, "\\"q\\" é\\n${n}"]}}';
  const { code, said, cells } = await papermill(parameterized(...useful), "-p", "size", "small", "-y", yaml);
  expect(code, said).toBe(0);
  const added = cells.findIndex((c) => c.tags.includes("injected-parameters"));
  expect(cells[added - 1]?.tags).toEqual(["parameters"]);
  expect(cells[added]?.source).toContain('const size = "small";');
  expect(value(cells[added + 1]?.outputs)).toContain("'small 9'");
  expect(value(cells[added + 1]?.outputs)).toContain("é\\n${n}");
});

test("papermill's parameter of a wrong type stops at the cell that uses it, and the notebook shows the error", async () => {
  const { code, said, cells } = await papermill(parameterized(...useful), "-p", "size", "huge");
  expect(code).not.toBe(0);
  expect(said).toContain("'\"huge\"' is not assignable to parameter of type 'Size'");
  expect(cells.flatMap((c) => c.outputs).some((o) => o.output_type === "error")).toBe(true);
});

test("papermill runs a notebook of the project from its root with a profile of its own", async () => {
  const out = join(folder, "run");
  const args = ["-p", "profile", "smoke", "-p", "out", out, "-y", '{set: {"data.images": 40}}'];
  const { code, said, cells } = await papermill("notebooks/01-preprocess.ipynb", ...args);
  expect(code, said).toBe(0);
  const at = cells.findIndex((c) => c.source.includes('run.effective("data")'));
  expect(JSON.stringify(cells[at]?.outputs)).toContain("40 (changed)");
  expect(JSON.parse(readFileSync(join(out, "metrics.json"), "utf8"))).toMatchObject({ profile: "smoke" });
});
