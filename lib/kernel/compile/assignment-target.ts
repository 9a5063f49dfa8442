import type * as TS from "typescript";
import { isAnonymous, namedFunction } from "./named-function";
import { ts } from "../typescript/typescript";

/**
 * What is assigned to where a declaration's name or pattern stood: `{ a, b: [c = 1] }` with `slot` for each name.
 *
 * @param slot the expression a name's value lives in
 * @param visit compiles initializers and computed names
 */
export function assignmentTarget(
  name: TS.BindingName,
  factory: TS.NodeFactory,
  slot: (name: TS.Identifier) => TS.Expression,
  visit: (node: TS.Expression) => TS.Expression,
): TS.Expression {
  const withDefault = (target: TS.Expression, { name, initializer }: TS.BindingElement): TS.Expression => {
    if (!initializer) return target;
    const value = visit(initializer);
    const isNamed = ts.isIdentifier(name) && isAnonymous(initializer);
    return factory.createAssignment(target, isNamed ? namedFunction(name.text, value, factory) : value);
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
