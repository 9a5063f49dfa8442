import type { FunctionGraph } from "./function-graph";
import { dtypes, kinds, type Attribute } from "./types";

/**
 * Arithmetic of a graph: float32 everywhere, or products (convolutions, their gradients, matrix products) and what lies
 * between them in bfloat16: float32's range, 8 bits of precision.
 */
export type Precision = "float32" | "bfloat16";

/** Writes an operation on float32 tensors down. @returns the name of each of its outputs, float32 too */
export type AddOperation = (
  op: string,
  inputs: readonly string[],
  attributes: readonly Attribute[],
) => (output: number) => string;

/** Which inputs of an operation are rounded; `ifRounded`: only when these are rounded already. */
interface Rounding {
  readonly inputs: readonly number[];
  readonly ifRounded?: readonly number[];
}

const bfloat16 = 14; // TensorFlow's code; tfjs has no tensors of them, a graph may
const first: Rounding = { inputs: [0], ifRounded: [0] };
const both: Rounding = { inputs: [0, 1], ifRounded: [0, 1] };

/**
 * Products round what they multiply; operations that follow take it as it is, so nothing is converted in between: batch
 * norm (its statistics, scale and shift stay float32), biases, rectifiers. Losses, statistics, variables and optimisers
 * stay float32.
 *
 * Of the paper's DCGAN step, batch 16, on two cores with AMX, an operation at a time (least of 60 traced runs each, others
 * at work on the machine): convolutions 59 %, their kernels' gradients alone 27 %, batch norm 14 %, rectifiers 15 %, Adam,
 * matrix products, conversions 10 %. What these gradients do not gain by: in 2 to 8 parts of channels 1.06 to 1.6 of their
 * time (5x5 on 32x32 maps, 128 channels), images side by side 1.0 to 1.4, as matrix products longer still.
 */
const roundings: Readonly<Record<string, Rounding>> = {
  Conv2D: { inputs: [0, 1] },
  Conv2DBackpropInput: { inputs: [1, 2] },
  Conv2DBackpropFilter: { inputs: [0, 2] },
  MatMul: { inputs: [0, 1] },
  BatchMatMul: { inputs: [0, 1] },
  BatchMatMulV2: { inputs: [0, 1] },
  FusedBatchNormV3: first,
  FusedBatchNormGradV3: both,
  BiasAdd: { inputs: [0, 1], ifRounded: [0] },
  BiasAddGrad: first,
  Relu: first,
  ReluGrad: both,
  LeakyRelu: first,
  LeakyReluGrad: both,
  Reshape: first,
};

/** Operations as they are. */
export function addFloat32(graph: FunctionGraph): AddOperation {
  return (op, inputs, attributes) => {
    const node = graph.add(op, inputs, attributes);
    return (output) => `${node}:${output}`;
  };
}

/**
 * Products and what follows them in bfloat16. Each result is there as float32 too, for whoever asks for it; TensorFlow
 * leaves out the conversions that nobody uses.
 */
export function addBfloat16(graph: FunctionGraph): AddOperation {
  const rounded = new Map<string, string>(); // by the float32 tensor's name
  const convert = (from: string, source: number, to: number): string => {
    const types = [
      { name: "SrcT", type: kinds.type, value: source },
      { name: "DstT", type: kinds.type, value: to },
    ];
    return `${graph.add("Cast", [from], types)}:0`;
  };
  const round = (name: string): string => {
    const known = rounded.get(name) ?? convert(name, dtypes.float32, bfloat16);
    rounded.set(name, known);
    return known;
  };
  const asFloat32 = addFloat32(graph);
  return (op, inputs, attributes) => {
    const rounding = roundings[op];
    const type = attributes.find(({ name }) => name === "T");
    const isReady = rounding?.ifRounded?.every((i) => rounded.has(inputs[i] ?? "")) ?? true;
    if (!rounding || !isReady || type?.value !== dtypes.float32) return asFloat32(op, inputs, attributes);
    const taken = inputs.map((name, i) => (rounding.inputs.includes(i) ? round(name) : name));
    const changed = attributes.map((one) => (one === type ? { ...one, value: bfloat16 } : one));
    const node = graph.add(op, taken, changed);
    // the other outputs of batch norm are float32
    const result = convert(`${node}:0`, bfloat16, dtypes.float32);
    rounded.set(result, `${node}:0`);
    return (output) => (output === 0 ? result : `${node}:${output}`);
  };
}
