import { refuse } from "./compile-error";
import table from "./op-table.json";
import { kinds, type Attribute, type TensorType } from "./types";

/** One operation of the registry: types of inputs and outputs, and attributes (`T:type`, `axis:int?`). */
interface Operation {
  readonly inputs: readonly (string | number)[];
  readonly outputs: readonly (string | number)[];
  readonly attributes: readonly AttributeDefinition[];
  readonly isStateful: boolean;
}
interface AttributeDefinition {
  readonly name: string;
  readonly kind: string;
  readonly hasDefault: boolean;
  /** Of an attribute that is a type. */
  readonly defaultType?: number;
}

const known = new Map<string, Operation>();

/** @throws CompileError for one that the table does not have */
function operation(op: string): Operation {
  const found = known.get(op);
  if (found) return found;
  const row = (table.operations as unknown as Record<string, readonly unknown[]>)[op];
  if (!row)
    return refuse(
      `TensorFlow's operation ${op} is not in op-table.json`,
      `one of its ${Object.keys(table.operations).length} operations`,
      "Write it with other operations of tfjs.",
    );
  const [inputs, outputs, attributes, stateful] = row as [
    Operation["inputs"],
    Operation["outputs"],
    string[],
    unknown,
  ];
  const now = { inputs, outputs, attributes: attributes.map(definition), isStateful: stateful !== undefined };
  known.set(op, now);
  return now;
}

function definition(text: string): AttributeDefinition {
  const [, name, kind, mark, type] = /^(\w+):([\w()]+)(\??)(\d*)$/.exec(text) as unknown as string[];
  const plain = { name: name as string, kind: kind as string, hasDefault: mark === "?" };
  return type ? { ...plain, defaultType: Number(type) } : plain;
}

/** Whether it keeps or draws something that is in none of its inputs. */
export function isStateful(op: string): boolean {
  return operation(op).isStateful;
}

/**
 * The attributes that a graph's node needs. Eagerly TensorFlow takes types and numbers of inputs from the inputs, whatever
 * tfjs-node says of them (it leaves ExpandDims' out and names a wrong one for reductions of truth values); so is it here.
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
    if (value !== undefined)
      return [{ name, type: kind === "int" ? kinds.int : kinds.type, value } as Attribute];
    const given = attributes.find((attribute) => attribute.name === name);
    if (given) return [given];
    if (hasDefault) return [];
    return refuse(`${op} lacks its attribute ${name}`, "all that have no default", "Report it.");
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
    if (typeof output === "number") return [output];
    const [, list] = /^\[(\w+)\]$/.exec(output) ?? [];
    if (list !== undefined) return [...(valueOf(list) as number[])];
    const [type, count] = output.split("*").reverse() as [string, string?];
    const one = /^\d+$/.test(type) ? Number(type) : (valueOf(type) as number);
    return count === undefined ? [one] : Array.from({ length: valueOf(count) as number }, () => one);
  });
}

/** Types and counts as the inputs have them. */
function inferredFrom(
  op: string,
  attributes: readonly Attribute[],
  inputs: readonly TensorType[],
): Map<string, number | readonly number[]> {
  const arguments_ = operation(op).inputs;
  const inferred = new Map<string, number | readonly number[]>();
  const singles = arguments_.filter((argument) => !/[[*]/.test(String(argument))).length;
  let at = 0;
  for (const argument of arguments_) {
    const text = String(argument);
    const [, list] = /^\[(\w+)\]$/.exec(text) ?? [];
    const [type, count] = text.split("*").reverse() as [string, string?];
    const given = attributes.find(({ name }) => name === (count ?? list))?.value;
    const many =
      typeof given === "number" ? given : Array.isArray(given) ? given.length : inputs.length - singles;
    const taken = inputs.slice(at, (at += count !== undefined || list !== undefined ? many : 1));
    if (list !== undefined)
      inferred.set(
        list,
        taken.map(({ dtype }) => dtype),
      );
    else if (!/^\d+$/.test(type) && taken[0]) inferred.set(type, taken[0].dtype);
    if (count !== undefined) inferred.set(count, taken.length);
  }
  return inferred;
}
