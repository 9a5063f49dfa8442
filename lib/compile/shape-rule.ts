import { sizeOf } from "./backend";
import { refuse } from "./compile-error";
import type { Attribute, Operand } from "./types";

/** A shape: the sides of a tensor. */
export type Sides = readonly number[];

/** An operation, as a rule sees it. */
export interface Asked {
  readonly shapes: readonly Sides[];
  /** Shape of one input. */
  shape(input: number): Sides;
  /**
   * Values of an integer input.
   * @throws CompileError when the step computes them: the shape would differ from call to call
   */
  values(input: number): readonly number[];
  attribute(name: string): unknown;
  number(name: string, missing?: number): number;
}

/** Shapes of the outputs; undefined where they need more than shapes, attributes and constants. */
export type Rule = (asked: Asked) => readonly Sides[] | undefined;
export type Rules = Readonly<Record<string, Rule>>;

/** One operation as rules see it. */
export function asking(op: string, attributes: readonly Attribute[], inputs: readonly Operand[]): Asked {
  const attribute = (name: string): unknown => attributes.find((one) => one.name === name)?.value;
  const shape = (input: number): Sides => inputs.at(input)?.shape ?? [];
  return {
    shapes: inputs.map((input) => input.shape),
    shape,
    values: (input) => {
      const values = inputs.at(input)?.values;
      if (values) return [...values];
      if (sizeOf(shape(input)) === 0) return [];
      return refuse(
        `the shape of ${op}'s result depends on values that the step computes or that are no int32`,
        "sizes, axes and paddings that are the same in every call",
        "Give them as JavaScript's numbers, a range as int32 that is cast afterwards.",
      );
    },
    attribute,
    number: (name, missing = 0) => (attribute(name) as number | undefined) ?? missing,
  };
}

/** One rule for several operations. */
export function all(names: string, rule: Rule): Rules {
  return Object.fromEntries(names.split(/\s+/).map((name) => [name, rule]));
}

/** The result has the shape of the input of that index. */
export function like(input: number): Rule {
  return ({ shape }) => [shape(input)];
}

/** The values of the input of that index are the shape. */
export function shapeFromValues(input: number): Rule {
  return ({ values }) => [values(input)];
}

/** An axis counted from the end where it is negative. */
export function place(axis: number, rank: number): number {
  return axis < 0 ? axis + rank : axis;
}

/** The shape that two are stretched to. */
export function broadcast(a: Sides, b: Sides): Sides {
  const rank = Math.max(a.length, b.length);
  return Array.from({ length: rank }, (_, i) => {
    const [x, y] = [a[a.length - rank + i] ?? 1, b[b.length - rank + i] ?? 1];
    return x === 1 ? y : x;
  });
}
