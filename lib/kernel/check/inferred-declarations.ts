import type * as TS from "typescript";
import { ts } from "../typescript/typescript";
import type { BoundFile } from "../typescript/typescript-internals";

/**
 * Declarations that TypeScript's own output lacks, written from the types it has found: the `var`s of loop heads and
 * blocks, which stay too, and names whose type it cannot write down.
 *
 * @param unnameable the latter's names
 */
export function writeInferredDeclarations(
  program: TS.Program,
  file: BoundFile,
  unnameable: ReadonlySet<string>,
): string {
  const checker = program.getTypeChecker();
  const lines: string[] = [];
  file.locals?.forEach((symbol) => {
    const declarations = symbol.declarations ?? [];
    const [first] = declarations;
    if (!first || !(unnameable.has(symbol.name) || isNestedVar(rootOf(first)))) return;
    if (!ts.isFunctionDeclaration(first) && !ts.isVariableDeclaration(rootOf(first))) {
      lines.push(...declarations.map((d) => `declare ${d.getText(file).replace(/^declare /, "")}\n`)); // a type, as it stands
      return;
    }
    const type = checker.typeToString(
      checker.getTypeOfSymbol(symbol),
      file,
      ts.TypeFormatFlags.NoTruncation | ts.TypeFormatFlags.UseAliasDefinedOutsideCurrentScope,
    );
    lines.push(`declare ${isConst(rootOf(first)) ? "const" : "var"} ${symbol.name}: ${type};\n`);
  });
  return lines.join("");
}

/**
 * The names of a cell that TypeScript could not declare to later cells: `const fs = await import("node:fs")` has a type
 * that uses names the package keeps to itself. That is no mistake of the cell's.
 */
export function findUnnameable(program: TS.Program, cell: TS.SourceFile): ReadonlySet<string> {
  const names = new Set<string>();
  for (const { start = -1 } of program.getDeclarationDiagnostics(cell)) {
    const statement = cell.statements.find((s) => s.getStart(cell) <= start && start < s.end);
    for (const name of statement ? namesDeclaredAt(statement, start) : []) names.add(name);
  }
  return names;
}

function namesDeclaredAt(statement: TS.Statement, position: number): readonly string[] {
  if (!ts.isVariableStatement(statement)) {
    const { name } = statement as TS.DeclarationStatement;
    return name ? [name.text] : [];
  }
  const names = (name: TS.BindingName): string[] =>
    ts.isIdentifier(name)
      ? [name.text]
      : name.elements.flatMap((e) => (ts.isOmittedExpression(e) ? [] : names(e.name)));
  const at = statement.declarationList.declarations.find((d) => d.pos <= position && position < d.end);
  return at ? names(at.name) : [];
}

/** The declaration that a name of a pattern belongs to. */
function rootOf(node: TS.Node): TS.Node {
  return ts.isBindingElement(node) ? rootOf(node.parent.parent) : node;
}

const isConst = (declaration: TS.Node): boolean =>
  !ts.isVariableDeclaration(declaration) || (declaration.parent.flags & ts.NodeFlags.Const) !== 0;

const isNestedVar = (declaration: TS.Node): boolean =>
  ts.isVariableDeclaration(declaration) &&
  (!ts.isVariableStatement(declaration.parent.parent) || !ts.isSourceFile(declaration.parent.parent.parent));
