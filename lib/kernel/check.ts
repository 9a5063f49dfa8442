import type * as TS from "typescript";
import { problemsOf } from "./diagnostics";

/**
 * Checks a cell and what it imports of the project; a file's problems are remembered until some file of the project changes.
 *
 * @param version a number that changes when a file of the project does
 */
export function checker(
  version: () => number,
): (program: TS.Program, cell: TS.SourceFile, others: readonly TS.SourceFile[]) => readonly TS.Diagnostic[] {
  let of = -1;
  const known = new Map<string, readonly TS.Diagnostic[]>();
  return (program, cell, others) => {
    if (of !== version()) known.clear();
    of = version();
    const ofOther = (file: TS.SourceFile): readonly TS.Diagnostic[] => {
      const problems = known.get(file.fileName) ?? problemsOf(program, [file]);
      known.set(file.fileName, problems);
      return problems;
    };
    return [...problemsOf(program, [cell]), ...others.flatMap(ofOther)];
  };
}
