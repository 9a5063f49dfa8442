import type * as TS from "typescript";
import { findProblems } from "./type-problem";

/** Parts of a checker. */
export interface CheckerParts {
  /** A number that changes when a file of the project does. */
  version(): number;
  /** The program with the project's own options, in which its files are checked. */
  ofProject(): TS.Program;
}

/** Checks a cell and what it imports of the project; a file's problems are remembered until some file of the project changes. */
export function openChecker({
  version,
  ofProject,
}: CheckerParts): (
  program: TS.Program,
  cell: TS.SourceFile,
  others: readonly TS.SourceFile[],
) => readonly TS.Diagnostic[] {
  let of = -1;
  const known = new Map<string, readonly TS.Diagnostic[]>();
  return (program, cell, others) => {
    if (of !== version()) known.clear();
    of = version();
    const fresh = others.filter((file) => !known.has(file.fileName));
    if (fresh.length > 0) {
      const project = ofProject();
      for (const file of fresh) known.set(file.fileName, findProblems(project, [file]));
    }
    const own = isUnchecked(cell.text)
      ? program.getSyntacticDiagnostics(cell)
      : findProblems(program, [cell]);
    return [...own, ...others.flatMap((file) => known.get(file.fileName) ?? [])];
  };
}

/** Whether a cell asks for no types: TypeScript itself looks for this above the first line only, which is tslab's. */
const isUnchecked = (text: string): boolean =>
  /^export \{\};.*\n(\s*\/\/.*\n)*\s*\/\/\s*[@]ts-nocheck\b/.test(text);
