import { spawn } from "node:child_process";
import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { root } from "../../lib/core";
import { jupyterEnvironment, venvProgram } from "../../lib/setup/jupyter";

/** One output of an executed cell, as the notebook format holds it. */
export interface Output {
  readonly output_type: string;
  readonly name?: string;
  readonly text?: string | string[];
  readonly data?: Readonly<Record<string, unknown>>;
}

/** How nbconvert ended on a notebook of some cells. */
export interface Headless {
  readonly code: number | null;
  readonly stderr: string;
  /** Outputs of each cell; empty when the run failed. */
  readonly outputs: readonly (readonly Output[])[];
}

/** Text of a notebook with these code cells, on the project's kernel. */
export function notebook(cells: readonly string[]): string {
  return JSON.stringify({
    cells: cells.map((source, i) => ({
      cell_type: "code",
      id: `cell-${i}`,
      metadata: {},
      source,
      outputs: [],
      execution_count: null,
    })),
    metadata: { kernelspec: { name: "graft", display_name: "TypeScript (graft)", language: "typescript" } },
    nbformat: 4,
    nbformat_minor: 5,
  });
}

/** A notebook of these cells in a new folder of the system's temporary folder, and how to be rid of it. */
export function temporary(cells: readonly string[]): { folder: string; name: string; remove: () => void } {
  const folder = mkdtempSync(join(tmpdir(), "graft-kernel-"));
  writeFileSync(join(folder, "cells.ipynb"), notebook(cells));
  return { folder, name: "cells", remove: () => rmSync(folder, { recursive: true, force: true }) };
}

/** Executes cells as plain `jupyter nbconvert --execute` does, without the project's runner. */
export async function headless(...cells: string[]): Promise<Headless> {
  const { folder, name, remove } = temporary(cells);
  try {
    mkdirSync(join(folder, "out"));
    const args = ["nbconvert", "--to", "notebook", "--execute", "--ExecutePreprocessor.kernel_name=graft"];
    const child = spawn(
      venvProgram("jupyter"),
      [...args, "--output-dir", join(folder, "out"), join(folder, `${name}.ipynb`)],
      { cwd: root(), env: jupyterEnvironment(), stdio: ["ignore", "ignore", "pipe"] },
    );
    let stderr = "";
    child.stderr.setEncoding("utf8").on("data", (text: string) => (stderr += text));
    const code = await new Promise<number | null>((done) => child.on("close", done));
    return { code, stderr, outputs: code === 0 ? outputsOf(join(folder, "out", `${name}.ipynb`)) : [] };
  } finally {
    remove();
  }
}

function outputsOf(file: string): Output[][] {
  const { cells } = JSON.parse(readFileSync(file, "utf8")) as { cells: { outputs: Output[] }[] };
  return cells.map((cell) => cell.outputs);
}

/** Text that a cell wrote to one of its streams. */
export function stream(outputs: readonly Output[] | undefined, name: "stdout" | "stderr"): string {
  return (outputs ?? [])
    .filter((o) => o.output_type === "stream" && o.name === name)
    .map((o) => [o.text ?? ""].flat().join(""))
    .join("");
}

/** The value of a cell in one of its forms. */
export function value(outputs: readonly Output[] | undefined, type = "text/plain"): unknown {
  const data = outputs?.find((o) => o.output_type === "execute_result")?.data?.[type];
  return Array.isArray(data) ? data.join("") : data;
}
