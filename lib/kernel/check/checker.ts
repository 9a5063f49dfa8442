import type * as TS from "typescript";
import { checkKeys } from "./check-keys";
import type { PassedChecks } from "./passed-checks";
import { findProblems } from "./type-problem";

/** Parts of a checker. */
export interface CheckerParts {
  /** A number that changes when a file of the project does. */
  version(): number;
  /** The program with the project's own options, in which its files are checked. */
  ofProject(): TS.Program;
  /** The project's own options. */
  readonly projectOptions: TS.CompilerOptions;
  readonly passed: PassedChecks;
}

/**
 * Checks a cell and what it imports of the project; a file's problems are remembered until some file of the project changes.
 * A file that an earlier kernel has found no problem in is not checked again while nothing that it depends on has changed:
 * all of lib takes 4 s.
 */
export function openChecker({
  version,
  ofProject,
  projectOptions,
  passed,
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
      const keys = checkKeys(program, projectOptions, fresh);
      const keyOf = (file: TS.SourceFile): string => keys?.get(file) ?? "";
      const unchecked = fresh.filter((file) => !keys || !passed.has(keyOf(file)));
      for (const file of fresh) known.set(file.fileName, []);
      const project = unchecked.length > 0 ? ofProject() : program;
      for (const file of unchecked) known.set(file.fileName, findProblems(project, [file]));
      if (keys) passed.add(unchecked.filter((file) => known.get(file.fileName)?.length === 0).map(keyOf));
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
