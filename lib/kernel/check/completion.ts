import type * as TS from "typescript";
import type { Converter } from "tslab/dist/converter";
import { ts } from "../typescript/typescript";

/** Candidates for the text between two offsets of a cell, in UTF-16 units. */
export interface Completion {
  readonly start: number;
  readonly end: number;
  readonly candidates: readonly string[];
}

/** Completes in a cell: names by tslab's converter, paths inside an import's quotes by the files on disc. */
export function complete(
  converter: Pick<Converter, "complete">,
  declarations: string,
  code: string,
  position: number,
): Completion {
  const path = findImportPath(code, position);
  if (!path) return converter.complete(declarations, code, position);
  const typed = code.slice(path.start, position);
  const without = code.slice(0, position) + code.slice(path.end);
  const { original } = converter.complete(declarations, without, position);
  const last = typed.lastIndexOf("/") + 1;
  const names = new Set((original?.entries ?? []).map((entry) => entry.name));
  return {
    start: path.start + last,
    end: path.end,
    candidates: [...names].filter((name) => name.startsWith(typed.slice(last)) && !name.startsWith("__")),
  };
}

/** The text between an import's quotes, if the position lies there. */
function findImportPath(
  code: string,
  position: number,
): { readonly start: number; readonly end: number } | undefined {
  const file = ts.createSourceFile("cell.ts", code, ts.ScriptTarget.Latest, true);
  const find = (node: TS.Node): TS.StringLiteral | undefined => {
    const isHere = node.getStart() < position && position <= node.end;
    if (isHere && ts.isStringLiteral(node) && isSpecifier(node)) return node;
    return ts.forEachChild(node, find);
  };
  const found = find(file);
  if (!found) return undefined;
  const text = found.getText();
  const isClosed = text.length > 1 && text.endsWith(text.charAt(0));
  const end = isClosed ? found.end - 1 : found.end;
  return position <= end ? { start: found.getStart() + 1, end } : undefined;
}

function isSpecifier(node: TS.StringLiteral): boolean {
  const { parent } = node;
  if (ts.isImportDeclaration(parent) || ts.isExportDeclaration(parent)) return true;
  if (!ts.isCallExpression(parent)) return false;
  return (
    parent.expression.kind === ts.SyntaxKind.ImportKeyword ||
    (ts.isIdentifier(parent.expression) && parent.expression.text === "require")
  );
}

/** The host that TypeScript's completions read files by, for paths. */
export function createCompletionHost(program: () => TS.Program, folder: string): object {
  return {
    getCompilationSettings: () => program().getCompilerOptions(),
    getCurrentDirectory: () => folder,
    useCaseSensitiveFileNames: () => true,
    getDefaultLibFileName: ts.getDefaultLibFilePath,
    fileExists: (file: string) => ts.sys.fileExists(file),
    readFile: (file: string) => ts.sys.readFile(file),
    directoryExists: (path: string) => ts.sys.directoryExists(path),
    getDirectories: (path: string) => ts.sys.getDirectories(path),
    readDirectory: ts.sys.readDirectory,
    realpath: (path: string) => ts.sys.realpath?.(path) ?? path,
  };
}
