import type * as TS from "typescript";
import { ts } from "../typescript/typescript";

/** A cell pasted from a module: `export` and `export default` of declarations become blanks, every position stays. */
export function withoutExports(code: string): string {
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
