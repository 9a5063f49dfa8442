import type * as TS from "typescript";
import { createAssignmentTarget, isAnonymous, nameFunction } from "./assignment-target";
import { readCellImport, type CellImport } from "./cell-import";
import { requireName } from "./dynamic-imports";
import { findTopLevelReferences } from "./top-level-references";
import { ts } from "../typescript/typescript";
import type { BoundFile } from "../typescript/typescript-internals";

/** Name of the session's variables in compiled cells; no variable of a user hides it. */
export const sessionName = "__session";

/** A message of V8's with names as a person wrote them: it quotes compiled code, `(0 , __session.f) is not a function`. */
export const nameAsWritten = (message: string): string =>
  message
    .replaceAll(/\(0 , [\w$]+\.([\p{ID_Continue}$]+)\)/gu, "$1") // also what a file of the project imports
    .replaceAll(`${sessionName}.`, "");

/** Property of `require` that takes the value of a cell's last expression. */
export const lastValue = "last";

/** One cell on its way: what TypeScript hands to a transformer, and what is known of the cell's names. */
interface Rewriting {
  readonly context: TS.TransformationContext;
  readonly factory: TS.NodeFactory;
  /** Identifiers that are variables of the session. */
  readonly references: ReadonlySet<TS.Node>;
  /** Where the cell's imports are put. */
  readonly imports: CellImport[];
}

/**
 * Turns a cell's top-level variables into properties of one object, the session's variables: every closure sees what a later
 * cell assigns, as in one growing module. Imports are taken out and collected: the loader does them before the cell runs.
 *
 * @param isKnown whether an earlier cell has made a variable of this name
 * @param imports where the cell's imports are put
 */
export function sessionVariables(
  isKnown: (name: string) => boolean,
  imports: CellImport[],
): TS.TransformerFactory<TS.SourceFile> {
  return (context) => (file) => {
    const { factory } = context;
    const rewriting = {
      context,
      factory,
      references: findTopLevelReferences(file as BoundFile, isKnown),
      imports,
    };
    const functions = file.statements
      .filter(ts.isFunctionDeclaration)
      .flatMap(({ name }) => (name ? [storeDeclared(rewriting, name)] : [])); // hoisted, as functions are
    const statements = file.statements.flatMap((statement) => rewriteStatement(rewriting, statement));
    const nested = findNestedVars(rewriting, file).map((name) => makeSlot(rewriting, name));
    return factory.updateSourceFile(file, [...functions, ...statements, ...nested]);
  };
}

/** The statements that replace one of a cell's own. */
function rewriteStatement(rewriting: Rewriting, node: TS.Statement): TS.Statement[] {
  const { factory, imports } = rewriting;
  const imported = readCellImport(node);
  if (imported) imports.push(imported);
  if (imported || ts.isExportDeclaration(node)) return [];
  if (ts.isExportAssignment(node))
    return [factory.createExpressionStatement(rewrite(rewriting, node.expression))];
  if (ts.isVariableStatement(node)) {
    const last = exportedValue(node);
    if (last) {
      const target = property(factory, requireName, lastValue);
      const value = rewrite(rewriting, last);
      return [expressionStatement(factory, factory.createAssignment(target, value), node)];
    }
    if (declaresSession(rewriting, node.declarationList)) return assignments(rewriting, node);
  }
  const isNameless = (ts.isFunctionDeclaration(node) || ts.isClassDeclaration(node)) && !node.name;
  if (isNameless) return []; // `export default function () {}`
  const compiled = visit(rewriting, node) as TS.Statement;
  return ts.isClassDeclaration(node) && node.name
    ? [compiled, storeDeclared(rewriting, node.name)]
    : [compiled];
}

function visit(rewriting: Rewriting, node: TS.Node): TS.Node {
  const { context, factory, references } = rewriting;
  const inner = (child: TS.Node): TS.Node => visit(rewriting, child);
  if (ts.isIdentifier(node)) return references.has(node) ? slot(factory, node) : node;
  if (ts.isShorthandPropertyAssignment(node) && references.has(node.name)) return writeOut(rewriting, node);
  if (ts.isCallExpression(node) && references.has(node.expression)) {
    const values = node.arguments.map((argument) => rewrite(rewriting, argument));
    return factory.updateCallExpression(node, bareCallee(factory, node.expression), undefined, values);
  }
  if (ts.isTaggedTemplateExpression(node) && references.has(node.tag)) {
    const template = ts.visitEachChild(node.template, inner, context);
    return factory.updateTaggedTemplateExpression(node, bareCallee(factory, node.tag), undefined, template);
  }
  if (ts.isVariableStatement(node) && declaresSession(rewriting, node.declarationList)) {
    const statements = assignments(rewriting, node);
    return statements.length === 1 && statements[0] ? statements[0] : factory.createBlock(statements);
  }
  if (ts.isVariableDeclarationList(node) && declaresSession(rewriting, node))
    return loopHead(rewriting, node);
  return ts.visitEachChild(node, inner, context);
}

const rewrite = (rewriting: Rewriting, node: TS.Expression): TS.Expression =>
  visit(rewriting, node) as TS.Expression;

const declaresSession = ({ references }: Rewriting, list: TS.VariableDeclarationList): boolean =>
  list.declarations.some((declaration) => names(declaration.name).some((name) => references.has(name)));

const property = (factory: TS.NodeFactory, object: string, name: string): TS.Expression =>
  factory.createPropertyAccessExpression(factory.createIdentifier(object), name);

/** Traces point to where the name begins, so nothing after it gets a position of its own. */
const atItsBeginning = <T extends TS.Node>(node: T): T =>
  ts.setEmitFlags(node, ts.EmitFlags.NoTrailingSourceMap);

/** The session's property that holds a variable: `__session.x`. */
const slot = (factory: TS.NodeFactory, name: TS.Identifier): TS.Expression =>
  atItsBeginning(ts.setTextRange(property(factory, sessionName, name.text), name));

/** A call without a receiver: `this` inside is undefined, as for any function of a module. */
function bareCallee(factory: TS.NodeFactory, callee: TS.Expression): TS.Expression {
  const value = slot(factory, callee as TS.Identifier);
  const comma = atItsBeginning(factory.createComma(factory.createNumericLiteral(0), value));
  return atItsBeginning(factory.createParenthesizedExpression(comma));
}

/** `{ x }` as `{ x: __session.x }`. */
function writeOut(rewriting: Rewriting, node: TS.ShorthandPropertyAssignment): TS.PropertyAssignment {
  const { factory } = rewriting;
  const { name, objectAssignmentInitializer: initializer } = node;
  const value = initializer
    ? factory.createAssignment(slot(factory, name), rewrite(rewriting, initializer))
    : slot(factory, name);
  return factory.createPropertyAssignment(name, value);
}

/** `__session.f = f`: what a function or class declaration leaves to later cells. */
const storeDeclared = ({ factory }: Rewriting, name: TS.Identifier): TS.Statement =>
  factory.createExpressionStatement(
    factory.createAssignment(property(factory, sessionName, name.text), name),
  );

/** `__session.x = __session.x`: a `var` of a branch or a loop that never ran is there all the same, as undefined. */
const makeSlot = ({ factory }: Rewriting, name: string): TS.Statement =>
  factory.createExpressionStatement(
    factory.createAssignment(property(factory, sessionName, name), property(factory, sessionName, name)),
  );

/** Names that the `var`s in the blocks, branches and loops of a cell declare. */
function findNestedVars({ references }: Rewriting, file: TS.SourceFile): readonly string[] {
  const found = new Set<string>();
  const visitNested = (node: TS.Node): void => {
    if (ts.isFunctionLike(node) || ts.isClassLike(node)) return;
    if (ts.isVariableDeclarationList(node) && (node.flags & ts.NodeFlags.BlockScoped) === 0)
      for (const name of node.declarations.flatMap((declaration) => names(declaration.name)))
        if (references.has(name)) found.add(name.text);
    ts.forEachChild(node, visitNested);
  };
  for (const statement of file.statements) if (!ts.isVariableStatement(statement)) visitNested(statement);
  return [...found];
}

function expressionStatement(factory: TS.NodeFactory, value: TS.Expression, at: TS.Node): TS.Statement {
  const isPattern = ts.isObjectLiteralExpression((value as TS.BinaryExpression).left);
  const whole = isPattern ? factory.createParenthesizedExpression(value) : value;
  return ts.setTextRange(factory.createExpressionStatement(whole), at);
}

const target = (rewriting: Rewriting, name: TS.BindingName): TS.Expression =>
  createAssignmentTarget(
    name,
    rewriting.factory,
    (identifier) => slot(rewriting.factory, identifier),
    (initializer) => rewrite(rewriting, initializer),
  );

const assign = (rewriting: Rewriting, at: TS.VariableDeclaration, value: TS.Expression): TS.Expression =>
  ts.setTextRange(rewriting.factory.createAssignment(target(rewriting, at.name), value), at);

/** A declaration of variables as assignments; a `var` without a value keeps the one it has. */
function assignments(rewriting: Rewriting, at: TS.VariableStatement): TS.Statement[] {
  const { factory } = rewriting;
  const isVar = (at.declarationList.flags & ts.NodeFlags.BlockScoped) === 0;
  return at.declarationList.declarations.map((declaration) => {
    const { name, initializer } = declaration;
    const old =
      isVar && ts.isIdentifier(name) && !isEnum(at) ? slot(factory, name) : factory.createVoidZero();
    const value = initializer ? valueOf(rewriting, name, initializer) : old;
    return expressionStatement(factory, assign(rewriting, declaration, value), at);
  });
}

function valueOf(rewriting: Rewriting, name: TS.BindingName, value: TS.Expression): TS.Expression {
  const rewritten = rewrite(rewriting, value);
  return ts.isIdentifier(name) && isAnonymous(value)
    ? nameFunction(name.text, rewritten, rewriting.factory)
    : rewritten;
}

/** `var i = 0` in the head of a loop as an expression; of for-in and for-of, what is assigned to. */
function loopHead(rewriting: Rewriting, list: TS.VariableDeclarationList): TS.Expression {
  const { factory } = rewriting;
  const [first] = list.declarations;
  if (first && (ts.isForInStatement(list.parent) || ts.isForOfStatement(list.parent)))
    return target(rewriting, first.name);
  const values = list.declarations.flatMap((declaration) =>
    declaration.initializer
      ? [assign(rewriting, declaration, rewrite(rewriting, declaration.initializer))]
      : [],
  );
  return values.length === 0
    ? factory.createVoidZero()
    : values.reduce((all, value) => factory.createComma(all, value));
}

function names(name: TS.BindingName): readonly TS.Identifier[] {
  if (ts.isIdentifier(name)) return [name];
  return name.elements.flatMap((element) => (ts.isOmittedExpression(element) ? [] : names(element.name)));
}

/** tslab's `export const tsLastExpr = VALUE`; nothing else in a cell is exported by a modifier. */
function exportedValue(node: TS.VariableStatement): TS.Expression | undefined {
  const isExported = node.modifiers?.some((m) => m.kind === ts.SyntaxKind.ExportKeyword);
  return isExported ? node.declarationList.declarations[0]?.initializer : undefined;
}

/** `var E;` before `(function (E) { ... })(E || (E = {}))`: an enum or namespace, which starts empty when its cell runs again. */
function isEnum(statement: TS.Statement): boolean {
  if (!ts.isSourceFile(statement.parent)) return false;
  const siblings = statement.parent.statements;
  const next = siblings[siblings.indexOf(statement) + 1];
  if (!next || !ts.isExpressionStatement(next) || !ts.isCallExpression(next.expression)) return false;
  const [argument] = next.expression.arguments;
  return argument !== undefined && ts.isBinaryExpression(argument) && isOr(argument);
}

const isOr = (node: TS.BinaryExpression): boolean =>
  node.operatorToken.kind === ts.SyntaxKind.BarBarToken && ts.isParenthesizedExpression(node.right);
