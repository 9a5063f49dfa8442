import type * as TS from "typescript";
import { ts } from "../typescript/typescript";
import type { BoundFile } from "../typescript/typescript-internals";

/** A cell as a person wrote it. */
export interface CellText {
  readonly number: number;
  readonly code: string;
}

/** A cell without `export` and `export default` before its declarations: they become blanks, so every position stays. */
export function blankExports(code: string): string {
  if (!/\bexport\b/.test(code)) return code;
  const file = ts.createSourceFile("cell.ts", code, ts.ScriptTarget.Latest, true);
  let text = code;
  const blank = (node: TS.Node): void => {
    text = text.slice(0, node.getStart()) + " ".repeat(node.end - node.getStart()) + text.slice(node.end);
  };
  for (const statement of file.statements) {
    if (!ts.canHaveModifiers(statement)) continue;
    const hasName =
      ts.isVariableStatement(statement) || (statement as TS.DeclarationStatement).name !== undefined;
    if (!hasName) continue; // `export default function () {}`: nothing could name it
    for (const modifier of statement.modifiers ?? []) {
      if (modifier.kind === ts.SyntaxKind.ExportKeyword) blank(modifier);
      if (modifier.kind === ts.SyntaxKind.DefaultKeyword) blank(modifier);
    }
  }
  return text;
}

/** Top-level names of a cell that begin with two underscores: TypeScript keeps them under other names, which tslab exports. */
export function findUnderscored(code: string): ReadonlySet<string> {
  if (!code.includes("__")) return new Set();
  const file = ts.createSourceFile("cell.ts", code, ts.ScriptTarget.Latest, true) as BoundFile;
  ts.bindSourceFile(file, {});
  const names = [...(file.locals?.keys() ?? [])].map((name) => ts.unescapeLeadingUnderscores(name));
  return new Set(names.filter((name) => name.startsWith("__")));
}
