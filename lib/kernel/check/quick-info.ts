import type * as TS from "typescript";
import { ts } from "../typescript/typescript";

/** Declaration, types and documentation of the name at a position (built into tslab's fork of TypeScript). */
export function findQuickInfo(
  file: TS.SourceFile,
  checker: TS.TypeChecker,
  _token: unknown,
  position: number,
): TS.QuickInfo | undefined {
  const touching = ts.getTouchingPropertyName(file, position);
  if (touching === file) return undefined;
  const node =
    ts.isNewExpression(touching.parent) && touching.pos === touching.parent.pos
      ? touching.parent.expression
      : touching;
  const textSpan = { start: node.getStart(file), length: node.end - node.getStart(file) };
  const container = ts.getContainerNode(node);
  const symbol = findExpectedProperty(node, checker) ?? checker.getSymbolAtLocation(node);
  if (symbol && !checker.isUnknownSymbol(symbol)) {
    const { symbolKind, displayParts, documentation, tags } =
      ts.SymbolDisplay.getSymbolDisplayPartsDocumentationAndSymbolKind(
        checker,
        symbol,
        file,
        container,
        node,
      );
    return {
      kind: symbolKind,
      kindModifiers: "",
      textSpan,
      displayParts,
      documentation,
      ...(tags && { tags }),
    };
  }
  const hasType = ts.isIdentifier(node) || node.kind === ts.SyntaxKind.ThisKeyword;
  if (!hasType && node.kind !== ts.SyntaxKind.SuperKeyword) return undefined;
  const type = checker.getTypeAtLocation(node);
  if ((type as { readonly intrinsicName?: string }).intrinsicName === "error") return undefined; // nothing of this name
  return {
    kind: ts.ScriptElementKind.unknown,
    kindModifiers: "",
    textSpan,
    displayParts: ts.typeToDisplayParts(checker, type, container),
    documentation: type.symbol?.getDocumentationComment(checker) ?? [],
    tags: type.symbol?.getJsDocTags(checker) ?? [],
  };
}

/** For a key of an object literal whose type is known: the property that is expected there. */
function findExpectedProperty(node: TS.Node, checker: TS.TypeChecker): TS.Symbol | undefined {
  const element = ts.getContainingObjectLiteralElement(node);
  const name = element?.name && ts.getNameFromPropertyName(element.name);
  return element && name !== undefined
    ? checker.getContextualType(element.parent)?.getProperty(name)
    : undefined;
}
