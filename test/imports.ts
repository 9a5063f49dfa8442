import { dirname, extname, posix } from "node:path";
import ts from "typescript";

/** An import of a file of lib: what it names, and whether only types come by it. */
export interface Import {
  readonly from: string;
  readonly to: string;
  readonly typeOnly: boolean;
}

/** Modules that a source file imports, exports from and requires. @param files all files of the project */
export function importsOf(file: string, text: string, files: ReadonlySet<string>): Import[] {
  const found: Import[] = [];
  const add = (name: ts.Node | undefined, typeOnly: boolean): void => {
    if (name && ts.isStringLiteral(name))
      found.push({ from: file, to: target(file, name.text, files), typeOnly });
  };
  const walk = (node: ts.Node): void => {
    if (ts.isImportDeclaration(node)) add(node.moduleSpecifier, onlyTypes(node.importClause));
    else if (ts.isExportDeclaration(node)) add(node.moduleSpecifier, node.isTypeOnly);
    else if (ts.isImportTypeNode(node) && ts.isLiteralTypeNode(node.argument))
      add(node.argument.literal, true);
    else if (ts.isCallExpression(node) && /^(import|require)$/.test(node.expression.getText()))
      add(node.arguments[0], false);
    ts.forEachChild(node, walk);
  };
  walk(ts.createSourceFile(file, text, ts.ScriptTarget.Latest, true));
  return found;
}

function onlyTypes(clause: ts.ImportClause | undefined): boolean {
  if (clause === undefined) return false;
  if (clause.isTypeOnly) return true;
  const names = clause.namedBindings;
  return (
    clause.name === undefined &&
    names !== undefined &&
    ts.isNamedImports(names) &&
    names.elements.every((e) => e.isTypeOnly)
  );
}

/** A file of lib when the name is relative, else the package's name. */
function target(file: string, name: string, files: ReadonlySet<string>): string {
  if (!name.startsWith(".")) return name;
  const path = posix.join(dirname(file), name);
  const forms = extname(path) === "" ? [`${path}.ts`, `${path}/index.ts`] : [path, `${path}.ts`];
  return forms.find((f) => files.has(f)) ?? path;
}

/** Everything that a file loads when it runs, packages included. */
export function loads(file: string, imports: readonly Import[], seen = new Set<string>()): Set<string> {
  for (const { from, to, typeOnly } of imports)
    if (from === file && !typeOnly && !seen.has(to)) loads(to, imports, seen.add(to));
  return seen;
}
