import type * as TS from "typescript";
import { ts } from "./typescript";

/** Puts an interrupt check into every loop body and around every await (interrupt.ts has the checks). */
export const interruptChecks: TS.TransformerFactory<TS.SourceFile> = (context) => {
  const { factory } = context;
  const call = (name: string, ...args: TS.Expression[]): TS.Expression =>
    factory.createCallExpression(factory.createIdentifier(name), undefined, args);
  const checked = (body: TS.Statement, name = "__check"): TS.Statement => {
    const check = factory.createExpressionStatement(call(name));
    return ts.isBlock(body)
      ? factory.updateBlock(body, [check, ...body.statements])
      : factory.createBlock([check, body]);
  };
  const visit = (original: TS.Node): TS.Node => {
    const node = ts.visitEachChild(original, visit, context);
    if (ts.isAwaitExpression(node)) {
      const awaited = factory.updateAwaitExpression(node, call("__await", node.expression));
      return call("__resume", awaited);
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
  return (file) => ts.visitNode(file, visit, ts.isSourceFile);
};
