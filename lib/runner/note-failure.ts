import { existsSync, readFileSync } from "node:fs";
import { writeAtomic } from "../core";
import type { Notebook } from "./inject-parameters";

interface Output {
  readonly output_type: string;
  readonly [field: string]: unknown;
}

/**
 * Writes why a notebook failed into the partly executed file, below the cell that ran last, unless an error is in it
 * already: the end of the kernel, a stop, and errors after the last cell leave none there.
 *
 * @param file what nbconvert_keep.py has written; nothing happens when it did not come so far
 * @param why the error in words, its name before a colon on the first line
 */
export function noteFailure(file: string, why: string): void {
  if (!existsSync(file)) return;
  const notebook = JSON.parse(readFileSync(file, "utf8")) as Notebook;
  const outputs = (cell: Notebook["cells"][number]): Output[] => (cell["outputs"] ?? []) as Output[];
  if (notebook.cells.some((cell) => outputs(cell).some((output) => output.output_type === "error"))) return;
  const lines = why.trim().split("\n");
  const [, ename = "Error", evalue = ""] = /^([\w.]+): (.*)/.exec(headline(lines)) ?? [, "Error", lines[0]];
  const error: Output = { output_type: "error", ename, evalue, traceback: lines.slice(-60) };
  const code = notebook.cells.filter((cell) => cell.cell_type === "code");
  const last = code.findLast((cell) => typeof cell["execution_count"] === "number") ?? code[0];
  const cells = notebook.cells.map((cell) =>
    cell === last ? { ...cell, outputs: [...outputs(cell), error] } : cell,
  );
  writeAtomic(file, JSON.stringify({ ...notebook, cells }, null, 1) + "\n");
}

/** The line that names the error: Python's tracebacks have it last. */
function headline(lines: readonly string[]): string {
  const isNamed = (line: string): boolean => /^[\w.]+: /.test(line);
  return (lines[0]?.startsWith("Traceback") ? lines.findLast(isNamed) : lines.find(isNamed)) ?? "";
}
