import type * as TS from "typescript";
import { ts } from "../typescript/typescript";

/**
 * Puts an interrupt check into every loop body, around every await, at the end of every catch block, and at the entry of
 * functions that call or pass themselves; run/interrupt.ts has the checks. An await outside `try` stays on the promise itself,
 * whose traces then name its callers.
 */
export const interruptChecks: TS.TransformerFactory<TS.SourceFile> = (context) => {
  const { factory } = context;
  const call = (name: string, ...args: TS.Expression[]): TS.Expression =>
    factory.createCallExpression(factory.createIdentifier(name), undefined, args);
  const statement = (name: string, ...args: TS.Expression[]): TS.Statement =>
    factory.createExpressionStatement(call(name, ...args));
  const checked = (body: TS.Statement, name = "__check"): TS.Statement =>
    ts.isBlock(body)
      ? factory.updateBlock(body, [statement(name), ...body.statements])
      : factory.createBlock([statement(name), body]);

  const entered = new Set<TS.Node>(); // bodies that begin with a check
  const visitor = (isInTry: boolean): ((node: TS.Node) => TS.Node) => {
    const visit = (original: TS.Node): TS.Node => {
      if (ts.isTryStatement(original)) return tried(original, visit);
      const body = recursiveBody(original);
      if (body) entered.add(body);
      const inner = ts.isFunctionLike(original) ? visitor(false) : visit;
      const node = ts.visitEachChild(original, inner, context);
      return entered.has(original) ? enter(node) : withCheck(node, isInTry);
    };
    return visit;
  };
  const enter = (body: TS.Node): TS.Node => {
    if (!ts.isBlock(body))
      return factory.createBlock([
        statement("__check"),
        factory.createReturnStatement(body as TS.Expression),
      ]);
    const first = body.statements.filter(isDirective).length;
    const [before, after] = [body.statements.slice(0, first), body.statements.slice(first)];
    return factory.updateBlock(body, [...before, statement("__check"), ...after]);
  };
  const tried = (node: TS.TryStatement, outside: (node: TS.Node) => TS.Node): TS.TryStatement =>
    factory.updateTryStatement(
      node,
      ts.visitNode(node.tryBlock, visitor(true), ts.isBlock),
      node.catchClause && passingOn(ts.visitEachChild(node.catchClause, outside, context)),
      ts.visitNode(node.finallyBlock, outside, ts.isBlock),
    );
  const variable = (name: TS.BindingName, value: TS.Expression): TS.Statement =>
    factory.createVariableStatement(
      undefined,
      factory.createVariableDeclarationList(
        [factory.createVariableDeclaration(name, undefined, undefined, value)],
        ts.NodeFlags.Let,
      ),
    );
  /** `catch (error_1) { try { let e = error_1; ... } finally { __caught(error_1) } }` */
  const passingOn = (clause: TS.CatchClause): TS.CatchClause => {
    const error = factory.createUniqueName("error");
    const own = clause.variableDeclaration?.name;
    const body = [...(own ? [variable(own, error)] : []), factory.createBlock(clause.block.statements, true)];
    const passing = factory.createTryStatement(
      factory.createBlock(body, true),
      undefined,
      factory.createBlock([statement("__caught", error)]),
    );
    return factory.updateCatchClause(
      clause,
      factory.createVariableDeclaration(error),
      factory.createBlock([passing], true),
    );
  };
  const withCheck = (node: TS.Node, isInTry: boolean): TS.Node => {
    if (ts.isAwaitExpression(node)) {
      const awaited = call(isInTry ? "__awaitInTry" : "__await", node.expression);
      return call("__resume", factory.updateAwaitExpression(node, awaited));
    }
    if (ts.isForStatement(node))
      return factory.updateForStatement(
        node,
        node.initializer,
        node.condition,
        node.incrementor,
        checked(node.statement),
      );
    if (ts.isForOfStatement(node))
      return factory.updateForOfStatement(
        node,
        node.awaitModifier,
        node.initializer,
        node.expression,
        checked(node.statement, node.awaitModifier ? "__resume" : "__check"),
      );
    if (ts.isForInStatement(node))
      return factory.updateForInStatement(node, node.initializer, node.expression, checked(node.statement));
    if (ts.isWhileStatement(node))
      return factory.updateWhileStatement(node, node.expression, checked(node.statement));
    if (ts.isDoStatement(node))
      return factory.updateDoStatement(node, checked(node.statement), node.expression);
    return node;
  };
  return (file) => ts.visitNode(file, visitor(false), ts.isSourceFile);
};

/** The body of a function that names itself, by its own name or its variable's or property's. */
function recursiveBody(node: TS.Node): TS.Node | undefined {
  const holder = ts.isVariableDeclaration(node) || ts.isPropertyAssignment(node) ? node.initializer : node;
  const isFunction =
    holder !== undefined &&
    (ts.isFunctionDeclaration(holder) ||
      ts.isFunctionExpression(holder) ||
      ts.isArrowFunction(holder) ||
      ts.isMethodDeclaration(holder));
  const { name } = node as TS.NamedDeclaration;
  if (!isFunction || !holder.body || !name || !ts.isIdentifier(name)) return undefined;
  const speaks = (inner: TS.Node): boolean =>
    (ts.isIdentifier(inner) && inner.text === name.text) || ts.forEachChild(inner, speaks) === true;
  return speaks(holder.body) ? holder.body : undefined;
}

const isDirective = (statement: TS.Statement): boolean =>
  ts.isExpressionStatement(statement) && ts.isStringLiteral(statement.expression);
