import type * as tfjs from "@tensorflow/tfjs";
import { sizeOf, type Host, type Metadata, type Values } from "./backend";
import { addBfloat16, addFloat32, type Precision } from "./bfloat16";
import { addWithoutBiasBeforeNorm } from "./add-without-bias-before-norm";
import { refuse } from "./compile-error";
import { functionGraph, type FunctionGraph, type GraphVariable, type Port } from "./function-graph";
import { firstStandIn, type Listener } from "./hook";
import { completeAttributes, isStateful, outputDtypes } from "./op-table";
import { dynamicOps, outputShapes } from "./shapes";
import { standIns, valuesOf, zerosOf, type Source, type StandIns } from "./stand-ins";
import { dtypes, type Attribute, type Constant, type Operand, type TensorType } from "./types";

/** A constant that the step made in JavaScript, and where. */
export interface JavaScriptConstant extends Constant {
  readonly where: Error;
}

/** A tensor from outside that the step uses: it is handed in at every call. */
export interface Captured {
  readonly tensor: tfjs.TensorInfo;
  readonly port: Port;
}

/** Writes a step down as nodes of a graph while tfjs believes that it computes. */
export interface Recorder extends Listener, Variables {
  readonly graph: FunctionGraph;
  readonly standIns: StandIns;
  readonly captured: readonly Captured[];
  /** By node: for the comparison of two recordings. */
  readonly made: ReadonlyMap<string, JavaScriptConstant>;
  /** An input or a variable; `node` is asked for when it is first used. */
  standFor(type: TensorType, source: Source, node: () => string): Metadata;
  /** The node that gives a tensor. */
  nodeOf(id: number): string;
  /** The real value of a tensor. */
  compute(id: number): Metadata;
}

/** The session's variables and arithmetic, as the recorder sees them. */
export interface Variables {
  readonly variableOf: (variable: tfjs.Variable) => GraphVariable;
  /** Of the products. */
  readonly precision: Precision;
  /** Called when an operation has changed the variable in place: later operations read its new value. */
  readonly moved: (variable: tfjs.Variable) => void;
}

const smallest = 1024; // bytes of a tensor from outside that becomes an input rather than a constant

/** @param prefix of the function's nodes */
export function recorder({ real }: Host, prefix: string, variables: Variables): Recorder {
  const graph = functionGraph(prefix);
  const inPrecision = variables.precision === "bfloat16" ? addBfloat16 : addFloat32;
  const add = addWithoutBiasBeforeNorm(inPrecision(graph));
  const stands = standIns(real);
  const nodes = new Map<number, string | (() => string)>();
  const fromJavaScript = new Map<number, JavaScriptConstant>();
  const outside = new Map<number, tfjs.TensorInfo>();
  const captured: Captured[] = [];
  const made = new Map<string, JavaScriptConstant>();
  const nodeOf = (id: number): string => {
    const known = nodes.get(id) ?? (() => captureExternal(id));
    const node = typeof known === "function" ? known() : known;
    nodes.set(id, node);
    return node;
  };
  /** A constant of the step, or a tensor that was there before it. */
  const captureExternal = (id: number): string => {
    const constant = fromJavaScript.get(id);
    if (constant) {
      const node = graph.constant(constant);
      made.set(node, made.get(node) ?? constant);
      return node;
    }
    const tensor = outside.get(id);
    if (id >= firstStandIn || !tensor)
      return refuse(
        "a tensor is used that an earlier recording computed",
        "tensors computed in this step or before it",
        "Do not keep tensors of a step for the next one, or run the step once before it is compiled.",
      );
    const type = typeOf(id);
    if (sizeOf(type.shape) * 4 <= smallest)
      return graph.constant({ ...type, bytes: bytesOf(real.tensorDataSync(id)) });
    const port = graph.placeholder(type);
    captured.push({ tensor, port });
    return `${port.name}:0`;
  };
  const typeOf = (id: number): TensorType => {
    const type = stands.typeOf(id) ?? fromJavaScript.get(id);
    if (type) return type;
    const tensor = outside.get(id);
    if (!tensor)
      throw new Error(`Cannot compile the step: no tensor ${id} is known, expected one. Report it.`);
    return { dtype: dtypes[tensor.dtype as keyof typeof dtypes], shape: tensor.shape };
  };
  const operand = (id: number): Operand => {
    const type = typeOf(id);
    if (type.dtype !== dtypes.int32 || id >= firstStandIn) return type;
    const constant = fromJavaScript.get(id);
    return { ...type, values: (constant ? valuesOf(constant) : real.tensorDataSync(id)) as Int32Array };
  };
  const typesOf = (op: string, attributes: readonly Attribute[], ids: readonly number[], n: number) => {
    const operands = ids.map(operand);
    const shapes = outputShapes(op, attributes, operands);
    if (!shapes) return typesByRunning(real, op, attributes, operands, n);
    const kinds = outputDtypes(op, attributes, operands);
    return shapes.map((shape, i): TensorType => ({ dtype: kinds[i] as number, shape }));
  };
  return {
    ...variables,
    graph,
    standIns: stands,
    captured,
    made,
    nodeOf,
    executeOp: (op, attributes, ids, n) => {
      refuseUnrecordable(op);
      const all = completeAttributes(op, attributes, ids.map(typeOf));
      const types = typesOf(op, attributes, ids, n);
      const nameOf = add(op, ids.map(nodeOf), all);
      return types.slice(0, n).map((type, output) => {
        const metadata = stands.make(type, { op, attributes, ids, outputs: n, output });
        nodes.set(metadata.id, nameOf(output));
        return metadata;
      });
    },
    created: (id, shape, dtype, values) => {
      if (!ArrayBuffer.isView(values))
        refuse("a tensor of texts", "numbers", "Keep texts outside of the step.");
      fromJavaScript.set(id, { dtype, shape: [...shape], bytes: bytesOf(values), where: new Error() });
    },
    read: (id) => {
      if (id < firstStandIn) return undefined;
      // tfjs-node's gather looks at its indices to check their range, which TensorFlow does too
      return /GatherV2\.js/.test(new Error().stack ?? "") ? zerosOf(typeOf(id)) : refuseReading();
    },
    standInDeleted: (id) => stands.delete(id),
    used: (tensor, id) => {
      if (id < firstStandIn && !fromJavaScript.has(id)) outside.set(id, tensor);
    },
    standFor: (type, source, node) => {
      const metadata = stands.make(type, source);
      nodes.set(metadata.id, node);
      return metadata;
    },
    compute: (id) => ({ ...typeOf(id), id: stands.compute(id, (from) => fromJavaScript.get(from)) }),
  };
}

/** Types of an unknown operation's outputs: it is run once, on zeros. */
function typesByRunning(
  real: Host["real"],
  op: string,
  attributes: readonly Attribute[],
  operands: readonly Operand[],
  n: number,
): TensorType[] {
  const inputs = operands.map((x) => real.createTensor(x.shape, x.dtype, x.values ?? zerosOf(x)));
  try {
    const outputs = real.executeOp(op, attributes, inputs, n);
    for (const { id } of outputs) real.deleteTensor(id);
    return outputs;
  } finally {
    for (const id of inputs) real.deleteTensor(id);
  }
}

const refuseReading = (): never =>
  refuse(
    "a value that the step computes is read in JavaScript",
    "values that stay in tensors",
    "Return the tensor and read it after the call; choose between values by tf.where.",
  );

function refuseUnrecordable(op: string): void {
  if (dynamicOps.has(op))
    refuse(
      `the shape of ${op}'s result depends on values`,
      "operations whose shapes are known beforehand",
      "Do it outside of the step, or with a mask of fixed shape.",
    );
  if (isStateful(op))
    refuse(
      `${op} draws or keeps something outside of the graph`,
      "draws from engine.draws, and tf.variable for what is kept",
      "Use those.",
    );
}

/** Small values are copied, as their owner may change them before they are written. */
function bytesOf(values: Values): Uint8Array {
  const bytes = new Uint8Array(values.buffer, values.byteOffset, values.byteLength);
  return bytes.byteLength > 4096 ? bytes : bytes.slice();
}
