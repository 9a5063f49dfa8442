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

/**
 * The text of a cell's file as TypeScript is to read it; every line and column stays. A `{ a: 1 }` that begins a line is the
 * object that a person means, not a block with a label. A namespace or an enum that comes last is closed by a semicolon:
 * tslab takes what it compiles to for the cell's last expression, and its members are not found then.
 */
export function clarifyText(text: string): string {
  if (!/\b(enum|namespace|module)\b|^[ \t]*\{/m.test(text)) return text;
  const file = ts.createSourceFile("cell.ts", text, ts.ScriptTarget.Latest, true);
  const object = findLastObject(file);
  if (object)
    return `${text.slice(0, object.after)};(${text.slice(object.after, object.end)})${text.slice(object.end)}`;
  const last = file.statements.findLast((statement) => !isErased(statement));
  const isOpen = last !== undefined && (ts.isModuleDeclaration(last) || ts.isEnumDeclaration(last));
  return isOpen ? `${text.slice(0, last.end)};${text.slice(last.end)}` : text;
}

const isErased = (statement: TS.Statement): boolean =>
  ts.isInterfaceDeclaration(statement) ||
  ts.isTypeAliasDeclaration(statement) ||
  ts.isImportDeclaration(statement) ||
  ts.isExportDeclaration(statement) ||
  (ts.canHaveModifiers(statement) &&
    statement.modifiers?.some(({ kind }) => kind === ts.SyntaxKind.DeclareKeyword) === true);

/** Where an object ends that is a text's last statement and reads as a block, and where the statement above it does. */
function findLastObject(file: TS.SourceFile): { readonly after: number; readonly end: number } | undefined {
  const suffix = file.statements.findLast(ts.isExportDeclaration); // tslab's, of the cell's names
  const behind = suffix?.end === file.text.trimEnd().length ? suffix : file.endOfFileToken;
  const end = file.text.slice(0, behind.pos).replace(/[\s;]+$/, "").length;
  if (file.text[end - 1] !== "}") return undefined;
  for (const [index, block] of file.statements.entries()) {
    const above = file.statements[index - 1];
    if (!above || !ts.isBlock(block) || !file.text.slice(above.end, block.getStart()).includes("\n"))
      continue;
    if (isObject(file.text.slice(block.getStart(), end))) return { after: above.end, end };
  }
  return undefined;
}

function isObject(code: string): boolean {
  const file = ts.createSourceFile("object.ts", `(${code})`, ts.ScriptTarget.Latest, true) as BoundFile;
  const [only, ...more] = file.statements;
  if (file.parseDiagnostics.length + more.length > 0 || !only || !ts.isExpressionStatement(only))
    return false;
  const inner = ts.isParenthesizedExpression(only.expression) ? only.expression.expression : undefined;
  return inner !== undefined && ts.isObjectLiteralExpression(inner) && inner.properties.every(isWhole);
}

/** Whether a member is whole: TypeScript parses `f()`, `a = 1` and `a!` too where an object is to have members. */
function isWhole(member: TS.ObjectLiteralElementLike): boolean {
  if (ts.isSpreadAssignment(member) || ts.isPropertyAssignment(member)) return true;
  if (!ts.isShorthandPropertyAssignment(member)) return member.body !== undefined;
  return member.objectAssignmentInitializer === undefined && member.getChildCount() === 1;
}

/** Top-level names of a cell that begin with two underscores: TypeScript keeps them under other names, which tslab exports. */
export function findUnderscored(code: string): ReadonlySet<string> {
  if (!code.includes("__")) return new Set();
  const file = ts.createSourceFile("cell.ts", code, ts.ScriptTarget.Latest, true) as BoundFile;
  ts.bindSourceFile(file, {});
  const names = [...(file.locals?.keys() ?? [])].map((name) => ts.unescapeLeadingUnderscores(name));
  return new Set(names.filter((name) => name.startsWith("__")));
}
