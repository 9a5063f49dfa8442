import { execFile } from "node:child_process";
import {
  cpSync,
  existsSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  mkdirSync,
  realpathSync,
  rmSync,
  symlinkSync,
  writeFileSync,
} from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { readJson, root, writeJson } from "../../lib/core";
import type { SavedFigure } from "../../lib/figures";

const sources = [".ci", "lib", "notebooks", "test", "package.json", "package-lock.json", "tsconfig.json"];

/** Outcome of a program of the copy. */
export interface Ran {
  readonly code: number | null;
  readonly output: string;
}

/** Findings of a check of npm test. */
export interface Tested {
  readonly passed: number;
  readonly failed: readonly string[];
  readonly output: string;
}

/** A copy of the project's sources that uses the installed packages, engine and Jupyter of the original. */
export interface WorkingCopy {
  readonly folder: string;
  /** Executes notebooks at smoke into the copy's run folder. */
  readonly execute: (...notebooks: readonly string[]) => Promise<Ran>;
  /** Keeps the run folder as it is now: `restart` goes back to it. */
  readonly keep: () => void;
  /** Puts the kept run folder back, without what the notebooks that come next will write. */
  readonly restart: (...notebooks: readonly string[]) => void;
  /** Gives metrics.json back the parts that a notebook dropped since they follow from its own. */
  readonly complete: () => void;
  /** Names of the tests that fail: of the check `metrics` of npm test, or of the files of unit tests. */
  readonly failing: (...units: readonly string[]) => Promise<Tested>;
  /** Runs a program with Node: a TypeScript file of the copy, or Node's own flags and what follows them. */
  readonly run: (...args: readonly string[]) => Promise<Ran>;
  /** Runs something with one file changed. */
  readonly changed: <T>(file: string, edit: (text: string) => string, run: () => Promise<T>) => Promise<T>;
  readonly remove: () => void;
}

export function workingCopy(): WorkingCopy {
  const folder = mkdtempSync(join(tmpdir(), "graft-copy-"));
  const path = (...parts: string[]): string => join(folder, ...parts);
  for (const name of sources) cpSync(join(root(), name), path(name), { recursive: true });
  symlinkSync(join(root(), "node_modules"), path("node_modules"));
  pythonEnvironment(join(root(), ".venv"), path(".venv"));
  const kernelCache = join(root(), ".cache/kernel");
  if (existsSync(kernelCache)) cpSync(kernelCache, path(".cache/kernel"), { recursive: true });
  const out = path("outputs/test-smoke");
  const kept = path("outputs/kept");

  const run = (...args: readonly string[]): Promise<Ran> => {
    const program = ["--no-warnings", "--import", "tsx", ...args];
    const options = { cwd: folder, env: environment(), maxBuffer: 1e8 };
    return new Promise((done) => {
      const child = execFile(process.execPath, program, options, (_, stdout, stderr) => {
        done({ code: child.exitCode, output: stdout + stderr });
      });
    });
  };

  return {
    folder,
    run,
    execute: (...notebooks) => run(path("test/mutations/execute.ts"), out, ...notebooks),
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
    failing: async (...units) => {
      const { output } = await run(path("test/mutations/checks.ts"), ...units);
      const name = units.length === 0 ? "metrics" : "unit";
      return { ...result(path(".cache/tests", `${name}.json`), folder), output };
    },
    changed: async (file, edit, work) => {
      const before = readFileSync(path(file), "utf8");
      writeFileSync(path(file), edit(before));
      try {
        return await work();
      } finally {
        writeFileSync(path(file), before);
      }
    },
    remove: () => rmSync(folder, { recursive: true, force: true }),
  };
}

/** A Python environment that has the original's packages, and its own place for the copy's kernelspec. */
function pythonEnvironment(original: string, copied: string): void {
  mkdirSync(join(copied, "bin"), { recursive: true });
  mkdirSync(join(copied, "share/jupyter"), { recursive: true });
  cpSync(join(original, "pyvenv.cfg"), join(copied, "pyvenv.cfg"));
  symlinkSync(join(original, "lib"), join(copied, "lib"));
  for (const name of readdirSync(join(original, "share/jupyter")).filter((n) => n !== "kernels"))
    symlinkSync(join(original, "share/jupyter", name), join(copied, "share/jupyter", name));
  symlinkSync(realpathSync(join(original, "bin/python")), join(copied, "bin/python"));
  for (const name of ["jupyter", "jupyter-nbconvert"]) {
    const script = readFileSync(join(original, "bin", name), "utf8"); // its first line names its Python
    writeFileSync(join(copied, "bin", name), script.replace(/^#!.*/, `#!${join(copied, "bin/python")}`), {
      mode: 0o755,
    });
  }
}

/** Without what this test run was started with. */
function environment(): NodeJS.ProcessEnv {
  const own = Object.entries(process.env).filter(([key]) => !/^(GRAFT_|VITEST|NODE_ENV|TEST|npm_)/.test(key));
  return Object.fromEntries(own);
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
