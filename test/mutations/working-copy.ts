import { spawnSync } from "node:child_process";
import {
  cpSync,
  existsSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  rmSync,
  symlinkSync,
  writeFileSync,
} from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { readJson, root, writeJson } from "../../lib/core";
import type { SavedFigure } from "../../lib/figures";

const sources = [".ci", "lib", "notebooks", "test", "package.json", "package-lock.json", "tsconfig.json"];

/** What a program of the copy did. */
export interface Ran {
  readonly code: number | null;
  readonly output: string;
}

/** A copy of the project's sources that uses the installed packages, engine and Jupyter of the original. */
export interface WorkingCopy {
  /** Executes notebooks at smoke into the copy's run folder. */
  readonly execute: (...notebooks: readonly string[]) => Ran;
  /** Keeps the run folder as it is now: `restart` goes back to it. */
  readonly keep: () => void;
  /** Puts the kept run folder back, without what the notebooks that come next will write. */
  readonly restart: (...notebooks: readonly string[]) => void;
  /** Gives metrics.json back the parts that a notebook dropped since they follow from its own. */
  readonly complete: () => void;
  /** Names of the tests that fail: of the check `metrics` of npm test, or of unit tests. */
  readonly failing: (unit?: string) => {
    readonly passed: number;
    readonly failed: string[];
    readonly output: string;
  };
  /** Runs something with one file changed. */
  readonly changed: <T>(file: string, edit: (text: string) => string, run: () => T) => T;
  readonly remove: () => void;
}

export function workingCopy(): WorkingCopy {
  const folder = mkdtempSync(join(tmpdir(), "graft-copy-"));
  const path = (...parts: string[]): string => join(folder, ...parts);
  for (const name of sources) cpSync(join(root(), name), path(name), { recursive: true });
  for (const name of ["node_modules", ".venv"]) symlinkSync(join(root(), name), path(name));
  const kernelCache = join(root(), ".cache/kernel");
  if (existsSync(kernelCache)) cpSync(kernelCache, path(".cache/kernel"), { recursive: true });
  kernelspec(path);
  const out = path("outputs/test-smoke");
  const kept = path("outputs/kept");

  const run = (script: string, ...args: readonly string[]): Ran => {
    const program = ["--no-warnings", "--import", "tsx", path("test/mutations", script), ...args];
    const env = environment(path("jupyter"));
    const { status, stdout, stderr } = spawnSync(process.execPath, program, {
      cwd: folder,
      env,
      encoding: "utf8",
      maxBuffer: 1e8,
    });
    return { code: status, output: stdout + stderr };
  };

  return {
    execute: (...notebooks) => run("execute.ts", out, ...notebooks),
    keep: () => cpSync(out, kept, { recursive: true }),
    restart: (...notebooks) => {
      rmSync(out, { recursive: true, force: true });
      cpSync(kept, out, { recursive: true });
      for (const part of ["figures", "notebooks"])
        for (const file of readdirSync(join(out, part)))
          if (notebooks.some((n) => file.startsWith(`${n}-`))) rmSync(join(out, part, file));
      const index = join(out, "figures/index.json");
      const figures = readJson<SavedFigure[]>(index, "");
      writeJson(
        index,
        figures.filter((f) => !notebooks.some((n) => f.name.startsWith(`${n}-`))),
      );
    },
    complete: () => {
      const [before, after] = [kept, out].map((f) => readJson<object>(join(f, "metrics.json"), ""));
      writeJson(join(out, "metrics.json"), { ...before, ...after });
    },
    failing: (unit) => {
      const name = unit === undefined ? "metrics" : "unit";
      const { output } = run("checks.ts", name, ...(unit === undefined ? [] : [unit]));
      return { ...result(path(".cache/tests", `${name}.json`), folder), output };
    },
    changed: (file, edit, work) => {
      const before = readFileSync(path(file), "utf8");
      writeFileSync(path(file), edit(before));
      try {
        return work();
      } finally {
        writeFileSync(path(file), before);
      }
    },
    remove: () => rmSync(folder, { recursive: true, force: true }),
  };
}

/** The original's kernelspec starts the original's kernel; the copy's starts the copy's, and is found first. */
function kernelspec(path: (...parts: string[]) => string): void {
  const installed = join(root(), ".venv/share/jupyter/kernels/graft/kernel.json");
  const spec = readJson<{ argv: readonly [node: string, kernel: string, connection: string] }>(installed, "");
  const [node, , connection] = spec.argv;
  const argv = [node, path("lib/kernel/tskernel.cjs"), connection];
  writeJson(path("jupyter/kernels/graft/kernel.json"), { ...spec, argv });
}

/** Without what this test run was started with. */
function environment(jupyterPath: string): NodeJS.ProcessEnv {
  const own = Object.entries(process.env).filter(([key]) => !/^(GRAFT_|VITEST|NODE_ENV|TEST|npm_)/.test(key));
  return { ...Object.fromEntries(own), JUPYTER_PATH: jupyterPath };
}

interface VitestResult {
  readonly numPassedTests: number;
  readonly testResults: readonly {
    readonly name: string;
    readonly status: string;
    readonly assertionResults: readonly { readonly fullName: string; readonly status: string }[];
  }[];
}

function result(file: string, folder: string): { passed: number; failed: string[] } {
  const found = readJson<VitestResult>(file, "The check ended before its tests began.");
  const failed = found.testResults.flatMap(({ name, status, assertionResults }) => {
    const tests = assertionResults.filter((t) => t.status === "failed").map((t) => t.fullName);
    return tests.length === 0 && status === "failed"
      ? [`${name.replace(`${folder}/`, "")} did not load`]
      : tests;
  });
  return { passed: found.numPassedTests, failed };
}
