import type * as TS from "typescript";
import { ts } from "../typescript/typescript";

/** Whether a value is a function or class that takes its name from the variable it is given to. */
export const isAnonymous = (value: TS.Expression): boolean =>
  ts.isArrowFunction(value) ||
  ((ts.isFunctionExpression(value) || ts.isClassExpression(value)) && value.name === undefined) ||
  (ts.isParenthesizedExpression(value) && isAnonymous(value.expression));

/** `{ f: () => 1 }.f`: a function that is given to a property would have no name otherwise. */
export function namedFunction(name: string, value: TS.Expression, factory: TS.NodeFactory): TS.Expression {
  const holder = factory.createObjectLiteralExpression([factory.createPropertyAssignment(name, value)]);
  return factory.createPropertyAccessExpression(factory.createParenthesizedExpression(holder), name);
}
