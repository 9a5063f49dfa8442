import type * as tfjs from "@tensorflow/tfjs";
import type { GraphNode } from "./saved-model";
import { dtypes, kinds, type Attribute, type Constant, type TensorType } from "./types";

/** A tf.Variable as the graph holds it. */
export interface GraphVariable {
  readonly variable: tfjs.Variable;
  /** Name of its handle's node, and of the resource. */
  readonly handle: string;
  readonly type: TensorType;
}

/** A named input or output of the graph. */
export interface Port extends TensorType {
  readonly name: string;
}

/** The nodes of one function. Accesses to a variable happen in the order in which they are written down. */
export interface FunctionGraph {
  readonly nodes: readonly GraphNode[];
  readonly variables: ReadonlySet<GraphVariable>;
  readonly written: ReadonlySet<GraphVariable>;
  /** @returns the node's name */
  add(op: string, inputs: readonly string[], attributes?: readonly Attribute[], name?: string): string;
  /** @returns the output's name; equal small constants are one */
  constant(value: Constant, name?: string): string;
  placeholder(type: TensorType): Port;
  read(variable: GraphVariable): string;
  /** An operation that changes variables: their handles come before `inputs`. */
  write(
    op: string,
    variables: readonly GraphVariable[],
    inputs: readonly string[],
    attributes: readonly Attribute[],
  ): void;
  /** An output that is there only after everything was written. */
  output(from: string, type: TensorType): Port;
}

interface Access {
  reads: string[];
  lastWrite?: string;
}

const typeAttribute = (name: string, value: number): Attribute => ({ name, type: kinds.type, value });
const small = 256; // bytes
/**
 * Operations of this kind wait for an optimiser's update before them in the step. TensorFlow would start them as soon as
 * their inputs are there, and keep the next network's activations in memory beside the present ones: 45 MiB in a step of
 * the paper's GAN. Those of weights and constants alone do not wait: TensorFlow computes a generator's, which both updates
 * of a GAN use, once, which shortens that step by 2 %.
 */
const product = /^(Conv2D|BatchMatMul|MatMul)/;

/** @param prefix of all its nodes' names */
export function functionGraph(prefix: string): FunctionGraph {
  const nodes: GraphNode[] = [];
  const constants = new Map<string, string>();
  const accesses = new Map<GraphVariable, Access>();
  const written = new Set<GraphVariable>();
  let ports = 0;
  let done: string | undefined;

  let update: string | undefined;
  const weights = new Set<string>(); // outputs that are a constant or a variable, in whatever shape
  const add: FunctionGraph["add"] = (op, inputs, attributes = [], name = `${op}_${nodes.length}`) => {
    const node = `${prefix}/${name}`;
    const isOfWeights = inputs.every((input) => weights.has(input));
    if (op === "Const" || op === "ReadVariableOp" || (op === "Reshape" && isOfWeights))
      weights.add(`${node}:0`);
    const waits = update !== undefined && product.test(op) && !isOfWeights ? [`^${update}`] : [];
    nodes.push({ name: node, op, inputs: [...inputs, ...waits], attributes });
    return node;
  };
  const accessOf = (variable: GraphVariable): Access => {
    const access = accesses.get(variable) ?? { reads: [] };
    accesses.set(variable, access);
    return access;
  };
  const after = ({ lastWrite }: Access): string[] => (lastWrite === undefined ? [] : [`^${lastWrite}`]);
  return {
    nodes,
    written,
    get variables() {
      return new Set(accesses.keys());
    },
    add,
    constant: (value, name) => {
      const bytes = value.bytes.byteLength;
      const key =
        bytes <= small
          ? `${value.dtype}|${value.shape}|${Buffer.from(value.bytes).toString("latin1")}`
          : undefined;
      const known = key === undefined ? undefined : constants.get(key);
      if (known !== undefined) return known;
      // the kind of a tensor has no number among the binding's: its value tells it
      const attributes = [typeAttribute("dtype", value.dtype), { name: "value", type: -1, value }];
      const node = `${add("Const", [], attributes, name)}:0`;
      if (key !== undefined) constants.set(key, node);
      return node;
    },
    placeholder: ({ dtype, shape }) => {
      const attributes = [typeAttribute("dtype", dtype), { name: "shape", type: kinds.shape, value: shape }];
      return { name: add("Placeholder", [], attributes, `in_${ports++}`), dtype, shape };
    },
    read: (variable) => {
      const access = accessOf(variable);
      const inputs = [`${variable.handle}:0`, ...after(access)];
      const node = add("ReadVariableOp", inputs, [typeAttribute("dtype", variable.type.dtype)]);
      access.reads.push(node);
      return `${node}:0`;
    },
    write: (op, variables, inputs, attributes) => {
      const all = variables.map(accessOf);
      const before = all.flatMap((access) => [...access.reads.map((read) => `^${read}`), ...after(access)]);
      const handles = variables.map(({ handle }) => `${handle}:0`);
      const node = add(op, [...handles, ...inputs, ...new Set(before)], attributes);
      for (const access of all) Object.assign(access, { reads: [], lastWrite: node });
      for (const variable of variables) written.add(variable);
      if (op !== "AssignVariableOp") update = node;
    },
    output: (from, { dtype, shape }) => {
      done ??= add("NoOp", [...accesses.values()].flatMap(after), [], "done");
      return {
        name: add("Identity", [from, `^${done}`], [typeAttribute("T", dtype)], `out_${ports++}`),
        dtype,
        shape,
      };
    },
  };
}

/** A float as a constant. */
export function scalarConstant(value: number): Constant {
  return { dtype: dtypes.float32, shape: [], bytes: new Uint8Array(Float32Array.of(value).buffer) };
}
