import { relative } from "node:path";
import type * as TS from "typescript";
import { formatCodeFrame } from "./code-frame";
import { explainMagic } from "./magic";
import { root } from "../project/root";
import type { Position } from "../compile/source-position";
import { ts } from "../typescript/typescript";

/** A type error as the cell shows it. */
export interface TypeProblem {
  /** `cell[3] 2:7 - Type 'string' is not assignable to type 'number'.` */
  readonly message: string;
  /** The lines around it. */
  readonly frame: string;
  /** Whether the line is a command of IPython; the message tells what to write instead. */
  readonly isMagic: boolean;
}

/** Syntax and type errors of some files, each message once, in order. */
export function findProblems(program: TS.Program, files: readonly TS.SourceFile[]): readonly TS.Diagnostic[] {
  const all = files.flatMap((file) => [
    ...program.getSyntacticDiagnostics(file),
    ...program.getSemanticDiagnostics(file),
  ]);
  return ts.sortAndDeduplicateDiagnostics(all.filter((problem) => problem.code !== notUnderRoot));
}

/** "File is not under 'rootDir'": tslab makes the notebook's folder the root of what is emitted, and only the cell is. */
const notUnderRoot = 6059;

/** Whether a problem is a missing module: the next check looks for it again. */
export const isMissingModule = (problem: TS.Diagnostic): boolean =>
  /Cannot find module|Could not find a declaration file/.test(
    ts.flattenDiagnosticMessageText(problem.messageText, " "),
  );

/** The cell that a problem may lie in. */
export interface CheckedCell {
  /** The file that the program has for it. */
  readonly file: string;
  readonly name: string;
  readonly code: string;
  /** Lines that tslab puts above the code. */
  readonly linesAbove: number;
}

/** Formats a diagnostic, with line and column from 1 and the lines around it. */
export function formatTypeProblem(problem: TS.Diagnostic, cell: CheckedCell): TypeProblem {
  const text = ts.flattenDiagnosticMessageText(problem.messageText, "\n");
  if (!problem.file) return { message: text, frame: "", isMagic: false };
  const { file, start = 0 } = problem;
  const isCell = file.fileName === cell.file;
  const found = file.getLineAndCharacterOfPosition(start);
  const place = { line: found.line + 1 - (isCell ? cell.linesAbove : 0), column: found.character + 1 };
  const at = isCell ? clampToText(cell.code, place) : place;
  const name = isCell ? cell.name : relative(root, file.fileName);
  const magic = isCell ? explainMagic(cell.code.split("\n")[at.line - 1] ?? "") : undefined;
  return {
    message: `${name} ${at.line}:${at.column} - ${magic ?? text}`,
    frame: formatCodeFrame(isCell ? cell.code : file.text, at),
    isMagic: magic !== undefined,
  };
}

/** A place within the text: one below its last line (where an unterminated template ends) becomes its end. */
function clampToText(text: string, place: Position): Position {
  const lines = text.split("\n");
  if (place.line <= lines.length) return place;
  return { line: lines.length, column: (lines.at(-1) ?? "").length + 1 };
}
