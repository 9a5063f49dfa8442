import type * as TS from "typescript";
import { ts } from "./typescript";
import type { BoundFile } from "./typescript-internals";

/** The `var`s of a cell's loop heads and blocks as declarations: they stay too, but TypeScript's own output leaves them out. */
export function nestedVars(program: TS.Program, file: BoundFile): string {
  const checker = program.getTypeChecker();
  const lines: string[] = [];
  file.locals?.forEach((symbol) => {
    const declaration = symbol.valueDeclaration;
    if (!declaration || !ts.isVariableDeclaration(rootOf(declaration)) || !isNested(rootOf(declaration)))
      return;
    const type = checker.typeToString(
      checker.getTypeOfSymbol(symbol),
      file,
      ts.TypeFormatFlags.NoTruncation | ts.TypeFormatFlags.UseAliasDefinedOutsideCurrentScope,
    );
    lines.push(`declare var ${symbol.name}: ${type};\n`);
  });
  return lines.join("");
}

/** The declaration that a name of a pattern belongs to. */
function rootOf(node: TS.Node): TS.Node {
  return ts.isBindingElement(node) ? rootOf(node.parent.parent) : node;
}

const isNested = (declaration: TS.Node): boolean =>
  !ts.isVariableStatement(declaration.parent.parent) || !ts.isSourceFile(declaration.parent.parent.parent);
