import type * as TS from "typescript";
import { ts } from "../typescript/typescript";
import type { Bound, BoundFile } from "../typescript/typescript-internals";

/**
 * The identifiers of a file that name one of its top-level variables or one of `others` (the session's), not a variable
 * of an inner scope with the same name. Names of declared functions and classes are not among them.
 *
 * @param file bound by TypeScript
 */
export function findTopLevelReferences(
  file: BoundFile,
  others: (name: string) => boolean = () => false,
): ReadonlySet<TS.Node> {
  const found = new Set<TS.Node>();
  const visit = (node: TS.Node): void => {
    if (ts.isIdentifier(node) && isVariable(node) && reachesTop(file, node, others)) found.add(node);
    ts.forEachChild(node, visit);
  };
  visit(file);
  return found;
}

/** Whether an identifier is a variable: not a property, a label or a name outside the module. */
function isVariable(node: TS.Identifier): boolean {
  const parent = node.parent;
  if (ts.isPropertyAccessExpression(parent)) return parent.expression === node;
  if (ts.isBindingElement(parent)) return parent.propertyName !== node;
  if (ts.isImportSpecifier(parent) || ts.isExportSpecifier(parent)) return false;
  if (ts.isLabeledStatement(parent) || ts.isBreakOrContinueStatement(parent) || ts.isMetaProperty(parent))
    return false;
  if (ts.isFunctionDeclaration(parent) || ts.isFunctionExpression(parent)) return parent.name !== node;
  if (ts.isClassLike(parent)) return parent.name !== node;
  const isMember =
    ts.isPropertyAssignment(parent) ||
    ts.isPropertyDeclaration(parent) ||
    ts.isMethodDeclaration(parent) ||
    ts.isAccessor(parent);
  return !(isMember && parent.name === node);
}

function reachesTop(file: BoundFile, node: TS.Identifier, others: (name: string) => boolean): boolean {
  for (let at: TS.Node = node.parent; at !== file; at = at.parent)
    if ((at as Bound).locals?.has(node.escapedText) || isOwnName(at, node)) return false;
  return file.locals?.has(node.escapedText) === true || others(node.text);
}

/** A function expression's or a class's own name, known inside it only. */
function isOwnName(at: TS.Node, node: TS.Identifier): boolean {
  if (!ts.isFunctionExpression(at) && !ts.isClassLike(at)) return false;
  return at.name !== node && at.name?.escapedText === node.escapedText;
}

/** The names that a cell uses and does not declare itself, each with its first place. */
export function findUsedNames(cell: TS.SourceFile): ReadonlyMap<string, TS.Node> {
  const own = (cell as BoundFile).locals;
  const used = new Map<string, TS.Node>();
  for (const node of findTopLevelReferences(cell as BoundFile, () => true))
    if (ts.isIdentifier(node) && own?.has(node.escapedText) !== true && !used.has(node.text))
      used.set(node.text, node);
  return used;
}
