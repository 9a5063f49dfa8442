import { refuse } from "./compile-error";
import table from "./op-table.json";
import { kinds, type Attribute, type TensorType } from "./types";

/** One operation of the registry. */
interface Operation {
  readonly inputs: readonly Argument[];
  readonly outputs: readonly Argument[];
  readonly attributes: readonly AttributeDefinition[];
  readonly isStateful: boolean;
}
/** A tensor, or several: `type` is a code or the attribute that has it. */
type Argument =
  { readonly list: string } | { readonly type: number | string; readonly count?: string | undefined };
interface AttributeDefinition {
  readonly name: string;
  readonly kind: string;
  readonly hasDefault: boolean;
  /** Of an attribute that is a type. */
  readonly defaultType?: number;
}

const rows = new Map(Object.entries(table.operations));
const known = new Map<string, Operation>();

/** @throws CompileError for one that the table does not have */
function operation(op: string): Operation {
  const found = known.get(op);
  if (found) return found;
  const row = rows.get(op);
  if (row === undefined)
    return refuse(
      `TensorFlow's operation ${op} is not in op-table.json`,
      `one of its ${rows.size} operations`,
      "Write it with other operations of tfjs.",
    );
  const [inputs, outputs, attributes, stateful] = row.split(";") as [string, string, string, string?];
  const now = {
    inputs: words(inputs).map(argument),
    outputs: words(outputs).map(argument),
    attributes: words(attributes).map(definition),
    isStateful: stateful !== undefined,
  };
  known.set(op, now);
  return now;
}

const words = (text: string): string[] => (text === "" ? [] : text.split(" "));

/** Of `T`, `3`, `N*T` or `[T]`. */
function argument(text: string): Argument {
  if (text.startsWith("[")) return { list: text.slice(1, -1) };
  const [type, count] = text.split("*").reverse() as [string, string?];
  return { type: /^\d/.test(type) ? Number(type) : type, count };
}

/** Of `T:type`, `axis:int?` or, with the code of its default, `T:type?1`. */
function definition(text: string): AttributeDefinition {
  const [, name = "", kind = "", mark, type] = /^(\w+):([\w()]+)(\??)(\d*)$/.exec(text) ?? [];
  const plain = { name, kind, hasDefault: mark === "?" };
  return type ? { ...plain, defaultType: Number(type) } : plain;
}

/** Whether it keeps or draws something that is in none of its inputs. */
export function isStateful(op: string): boolean {
  return operation(op).isStateful;
}

/**
 * The attributes that a graph's node needs, in the registry's order: those given that the operation knows, and those that
 * have no default. Eagerly TensorFlow takes types and numbers of inputs from the inputs, whatever tfjs-node says of them (it
 * leaves ExpandDims' type out and names a wrong one for reductions of truth values); so is it here.
 *
 * @throws CompileError when one is missing
 */
export function completeAttributes(
  op: string,
  attributes: readonly Attribute[],
  inputs: readonly TensorType[],
): Attribute[] {
  const inferred = inferredFrom(op, attributes, inputs);
  return operation(op).attributes.flatMap(({ name, kind, hasDefault }): Attribute[] => {
    const value = inferred.get(name);
    if (value !== undefined) return [{ name, type: kind === "int" ? kinds.int : kinds.type, value }];
    const given = attributes.find((attribute) => attribute.name === name);
    if (given) return [given];
    if (hasDefault) return [];
    return refuse(
      `${op} lacks its attribute ${name}`,
      "all that have no default",
      `Give ${op} its ${name} where it is called.`,
    );
  });
}

/** Element types of an operation's outputs. */
export function outputDtypes(
  op: string,
  attributes: readonly Attribute[],
  inputs: readonly TensorType[],
): number[] {
  const inferred = inferredFrom(op, attributes, inputs);
  const { outputs, attributes: defined } = operation(op);
  const valueOf = (name: string): unknown =>
    inferred.get(name) ??
    attributes.find((attribute) => attribute.name === name)?.value ??
    defined.find((attribute) => attribute.name === name)?.defaultType;
  return outputs.flatMap((output): number[] => {
    if ("list" in output) return [...(valueOf(output.list) as number[])];
    const type = typeof output.type === "number" ? output.type : (valueOf(output.type) as number);
    const count = output.count === undefined ? 1 : (valueOf(output.count) as number);
    return Array.from({ length: count }, () => type);
  });
}

/** Types and counts as the inputs have them. */
function inferredFrom(
  op: string,
  attributes: readonly Attribute[],
  inputs: readonly TensorType[],
): Map<string, number | readonly number[]> {
  const expected = operation(op).inputs;
  const inferred = new Map<string, number | readonly number[]>();
  const singles = expected.filter((one) => !("list" in one) && one.count === undefined).length;
  const several = expected.length - singles;
  const given = (name: string | undefined): number | undefined => {
    const value = attributes.find((attribute) => attribute.name === name)?.value;
    return typeof value === "number" ? value : Array.isArray(value) ? value.length : undefined;
  };
  /** Inputs of each list: those left beside the single ones, shared equally. */
  const share = (inputs.length - singles) / several;
  let at = 0;
  for (const one of expected) {
    const name = "list" in one ? one.list : one.count;
    const taken = inputs.slice(
      at,
      (at += name === undefined ? 1 : several === 1 ? share : (given(name) ?? share)),
    );
    if (name !== undefined)
      inferred.set(name, "list" in one ? taken.map(({ dtype }) => dtype) : taken.length);
    if ("type" in one && typeof one.type === "string" && taken[0]) inferred.set(one.type, taken[0].dtype);
  }
  return inferred;
}
