import { posix } from "node:path";
import ts from "typescript";
import type { Import } from "./imports";

/** Names that a source file exports itself or from another, in order. */
export function exportedNames(text: string): string[] {
  return parse(text).statements.flatMap((statement) => {
    if (ts.isExportDeclaration(statement))
      return statement.exportClause && ts.isNamedExports(statement.exportClause)
        ? statement.exportClause.elements.map((element) => element.name.text)
        : [];
    const modifiers = ts.canHaveModifiers(statement) ? ts.getModifiers(statement) : undefined;
    if (!modifiers?.some((m) => m.kind === ts.SyntaxKind.ExportKeyword)) return [];
    if (ts.isVariableStatement(statement))
      return statement.declarationList.declarations.map((d) => d.name.getText());
    const { name } = statement as ts.Statement & { readonly name?: ts.Identifier };
    return name === undefined ? [] : [name.text];
  });
}

/**
 * Whether a file's name stands in the name of one of its exports, hyphens and capitals aside: brain.ts exports `paintBrain`.
 * A file without exports has nothing to be named after.
 */
export function isNamedByExport(file: string, text: string): boolean {
  const flat = (name: string): string => name.replace(/[-_]/g, "").toLowerCase();
  const names = exportedNames(text);
  const own = flat(posix.basename(file).replace(/\.\w+$/, ""));
  return names.length === 0 || names.some((name) => flat(name).includes(own));
}

/** Names of the functions of more than so many lines, from their first line to their closing brace. */
export function functionsOver(lines: number, text: string): string[] {
  const source = parse(text);
  const lineOf = (position: number): number => source.getLineAndCharacterOfPosition(position).line;
  const found: string[] = [];
  const visit = (node: ts.Node): void => {
    if (ts.isFunctionLike(node) && "body" in node && node.body !== undefined)
      if (lineOf(node.end) - lineOf(node.getStart()) + 1 > lines) found.push(functionName(node));
    ts.forEachChild(node, visit);
  };
  visit(source);
  return found;
}

function functionName(node: ts.SignatureDeclaration): string {
  if (node.name !== undefined) return node.name.getText();
  return ts.isVariableDeclaration(node.parent) ? node.parent.name.getText() : "(anonymous)";
}

function parse(text: string): ts.SourceFile {
  return ts.createSourceFile("source.ts", text, ts.ScriptTarget.Latest, true);
}

/**
 * Groups of files that reach each other by their imports, types' imports included: the strongly connected components of
 * more than one file, sorted. Source: Tarjan (1972), doi:10.1137/0201010.
 */
export function circles(imports: readonly Import[]): string[][] {
  const targets = new Map<string, string[]>();
  for (const { from, to } of imports) targets.set(from, [...(targets.get(from) ?? []), to]);
  const index = new Map<string, number>();
  const low = new Map<string, number>();
  const stack: string[] = [];
  const found: string[][] = [];
  const visit = (file: string): number => {
    const own = index.size;
    index.set(file, own);
    low.set(file, own);
    stack.push(file);
    for (const to of targets.get(file) ?? []) {
      const reached = index.has(to) ? (stack.includes(to) ? (index.get(to) ?? own) : own) : visit(to);
      low.set(file, Math.min(low.get(file) ?? own, reached));
    }
    const lowest = low.get(file) ?? own;
    if (lowest === own) {
      const members = stack.splice(stack.indexOf(file));
      if (members.length > 1) found.push(members.sort());
    }
    return lowest;
  };
  for (const file of targets.keys()) if (!index.has(file)) visit(file);
  return found.sort((a, b) => (String(a) < String(b) ? -1 : 1));
}
