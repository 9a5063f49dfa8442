import type * as TS from "typescript";
import { assignmentTarget } from "./assignment-target";
import { cellImport, type CellImport } from "./cell-imports";
import { requireName } from "./module-syntax";
import { isAnonymous, namedFunction } from "./named-function";
import { topLevelReferences } from "./session-scope";
import { ts } from "../typescript/typescript";
import type { BoundFile } from "../typescript/typescript-internals";

/** What the session's variables are called in compiled cells: no name of the user's hides them. */
export const sessionName = "__session";

/** The property of `require` that takes the value of a cell's last expression. */
export const lastValue = "last";

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
    const references = topLevelReferences(file as BoundFile, isKnown);
    const property = (object: string, name: string): TS.Expression =>
      factory.createPropertyAccessExpression(factory.createIdentifier(object), name);
    /** Traces point to where the name begins, so nothing after it gets a position of its own. */
    const placed = <T extends TS.Node>(node: T): T => ts.setEmitFlags(node, ts.EmitFlags.NoTrailingSourceMap);
    const slot = (name: TS.Identifier): TS.Expression =>
      placed(ts.setTextRange(property(sessionName, name.text), name));
    const visit = (node: TS.Node): TS.Node => {
      if (ts.isIdentifier(node)) return references.has(node) ? slot(node) : node;
      if (ts.isShorthandPropertyAssignment(node) && references.has(node.name)) return written(node);
      if (ts.isCallExpression(node) && references.has(node.expression))
        return factory.updateCallExpression(node, bare(node.expression), undefined, each(node.arguments));
      if (ts.isTaggedTemplateExpression(node) && references.has(node.tag)) {
        const template = ts.visitEachChild(node.template, visit, context);
        return factory.updateTaggedTemplateExpression(node, bare(node.tag), undefined, template);
      }
      if (ts.isVariableStatement(node) && isSession(node.declarationList))
        return list(assigned(node.declarationList, node));
      if (ts.isVariableDeclarationList(node) && isSession(node)) return loopHead(node);
      return ts.visitEachChild(node, visit, context);
    };
    const expression = (node: TS.Expression): TS.Expression => visit(node) as TS.Expression;
    const each = (nodes: readonly TS.Expression[]): TS.Expression[] => nodes.map(expression);
    /** A call without a receiver: `this` inside is undefined, as for any function of a module. */
    const bare = (callee: TS.Expression): TS.Expression =>
      placed(
        factory.createParenthesizedExpression(
          placed(factory.createComma(factory.createNumericLiteral(0), slot(callee as TS.Identifier))),
        ),
      );
    const written = (node: TS.ShorthandPropertyAssignment): TS.PropertyAssignment => {
      const value = node.objectAssignmentInitializer
        ? factory.createAssignment(slot(node.name), expression(node.objectAssignmentInitializer))
        : slot(node.name);
      return factory.createPropertyAssignment(node.name, value);
    };
    const isSession = (declarations: TS.VariableDeclarationList): boolean =>
      declarations.declarations.some((declaration) => names(declaration.name).some((n) => references.has(n)));
    const target = (name: TS.BindingName): TS.Expression => assignmentTarget(name, factory, slot, expression);
    const assign = (declaration: TS.VariableDeclaration, value: TS.Expression): TS.Expression =>
      ts.setTextRange(factory.createAssignment(target(declaration.name), value), declaration);
    const list = (statements: TS.Statement[]): TS.Statement =>
      statements.length === 1 && statements[0] ? statements[0] : factory.createBlock(statements);
    const statement = (expression: TS.Expression, at: TS.Node): TS.Statement =>
      ts.setTextRange(
        factory.createExpressionStatement(
          ts.isObjectLiteralExpression((expression as TS.BinaryExpression).left)
            ? factory.createParenthesizedExpression(expression)
            : expression,
        ),
        at,
      );

    const assigned = (declarations: TS.VariableDeclarationList, at: TS.Statement): TS.Statement[] => {
      const isVar = (declarations.flags & ts.NodeFlags.BlockScoped) === 0;
      return declarations.declarations.flatMap((declaration) => {
        const { name, initializer } = declaration;
        const old = isVar && ts.isIdentifier(name) && !isEnum(at) ? slot(name) : factory.createVoidZero();
        return statement(assign(declaration, initializer ? valueOf(name, initializer) : old), at);
      });
    };
    const valueOf = (name: TS.BindingName, value: TS.Expression): TS.Expression =>
      ts.isIdentifier(name) && isAnonymous(value)
        ? namedFunction(name.text, expression(value), factory)
        : expression(value);
    const loopHead = (declarations: TS.VariableDeclarationList): TS.Expression => {
      const parent = declarations.parent;
      const [first] = declarations.declarations;
      if (first && (ts.isForInStatement(parent) || ts.isForOfStatement(parent))) return target(first.name);
      const values = declarations.declarations
        .filter((d) => d.initializer !== undefined)
        .map((d) => assign(d, expression(d.initializer as TS.Expression)));
      return values.length === 0
        ? factory.createVoidZero()
        : values.reduce((all, value) => factory.createComma(all, value));
    };

    const hoisted: TS.Statement[] = [];
    const top = (node: TS.Statement): TS.Statement[] => {
      const imported = cellImport(node);
      if (imported) imports.push(imported);
      if (imported || ts.isExportDeclaration(node)) return [];
      if (ts.isExportAssignment(node))
        return [factory.createExpressionStatement(expression(node.expression))];
      if (ts.isVariableStatement(node)) {
        const last = exportedValue(node);
        if (last)
          return [
            statement(factory.createAssignment(property(requireName, lastValue), expression(last)), node),
          ];
        if (isSession(node.declarationList)) return assigned(node.declarationList, node);
      }
      const isNameless = (ts.isFunctionDeclaration(node) || ts.isClassDeclaration(node)) && !node.name;
      if (isNameless) return []; // `export default function () {}`
      const compiled = visit(node) as TS.Statement;
      if (ts.isFunctionDeclaration(node) && node.name) hoisted.push(kept(node.name));
      return ts.isClassDeclaration(node) && node.name ? [compiled, kept(node.name)] : [compiled];
    };
    const kept = (name: TS.Identifier): TS.Statement =>
      factory.createExpressionStatement(factory.createAssignment(property(sessionName, name.text), name));

    const statements = file.statements.flatMap(top);
    return factory.updateSourceFile(file, [...hoisted, ...statements]);
  };
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

/** `var E;` before `(function (E) { ... })(E || (E = {}))`: an enum or namespace, which begins anew when its cell runs again. */
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
