import type * as TS from "typescript";
import { ts } from "../typescript/typescript";

/**
 * The target of the assignment that replaces a declaration: `{ a, b: [c = 1] }` with `slot` in place of each name.
 *
 * @param slot the expression a name's value lives in
 * @param visit compiles initializers and computed names
 */
export function createAssignmentTarget(
  name: TS.BindingName,
  factory: TS.NodeFactory,
  slot: (name: TS.Identifier) => TS.Expression,
  visit: (node: TS.Expression) => TS.Expression,
): TS.Expression {
  const withDefault = (target: TS.Expression, { name, initializer }: TS.BindingElement): TS.Expression => {
    if (!initializer) return target;
    const value = visit(initializer);
    const isNamed = ts.isIdentifier(name) && isAnonymous(initializer);
    return factory.createAssignment(target, isNamed ? nameFunction(name.text, value, factory) : value);
  };
  const property = (element: TS.BindingElement): TS.ObjectLiteralElementLike => {
    const target = inner(element.name);
    if (element.dotDotDotToken) return factory.createSpreadAssignment(target);
    const key = element.propertyName ?? (element.name as TS.Identifier);
    const name = ts.isComputedPropertyName(key)
      ? factory.updateComputedPropertyName(key, visit(key.expression))
      : key;
    return factory.createPropertyAssignment(name, withDefault(target, element));
  };
  const item = (element: TS.ArrayBindingElement): TS.Expression => {
    if (ts.isOmittedExpression(element)) return element;
    const target = inner(element.name);
    return element.dotDotDotToken ? factory.createSpreadElement(target) : withDefault(target, element);
  };
  const inner = (at: TS.BindingName): TS.Expression => {
    if (ts.isIdentifier(at)) return slot(at);
    return ts.isObjectBindingPattern(at)
      ? factory.createObjectLiteralExpression(at.elements.map(property))
      : factory.createArrayLiteralExpression(at.elements.map(item));
  };
  return inner(name);
}

/** Whether a value is a function or class that takes its name from the variable it is given to. */
export const isAnonymous = (value: TS.Expression): boolean =>
  ts.isArrowFunction(value) ||
  ((ts.isFunctionExpression(value) || ts.isClassExpression(value)) && value.name === undefined) ||
  (ts.isParenthesizedExpression(value) && isAnonymous(value.expression));

/** `{ f: () => 1 }.f`: a function that is given to a property would have no name otherwise. */
export function nameFunction(name: string, value: TS.Expression, factory: TS.NodeFactory): TS.Expression {
  const holder = factory.createObjectLiteralExpression([factory.createPropertyAssignment(name, value)]);
  return factory.createPropertyAccessExpression(factory.createParenthesizedExpression(holder), name);
}
