import type { Tensor, TensorInfo } from "@tensorflow/tfjs";
import { tf } from "./tf";

/** One attribute of a TensorFlow operation, as tfjs-node's binding takes it. */
export interface Attribute {
  readonly name: string;
  /** The binding's code of the value's kind. */
  readonly type: number;
  readonly value: boolean | number | string;
}

/** The part of tfjs-node's backend that runs a TensorFlow operation by its name. */
interface NativeBackend {
  executeSingleOutput(op: string, attributes: readonly Attribute[], inputs: readonly TensorInfo[]): Tensor;
  executeMultipleOutputs(
    op: string,
    attributes: readonly Attribute[],
    inputs: readonly TensorInfo[],
    outputs: number,
  ): Tensor[];
  readonly binding: {
    readonly TF_FLOAT: number;
    readonly TF_INT32: number;
    readonly TF_ATTR_BOOL: number;
    readonly TF_ATTR_FLOAT: number;
    readonly TF_ATTR_STRING: number;
    readonly TF_ATTR_TYPE: number;
  };
}

const native = (): NativeBackend => tf.backend() as unknown as NativeBackend;

/** An element-type attribute (`T`, `U`): 32-bit floats. */
export function floats(name: string): Attribute {
  const { binding } = native();
  return { name, type: binding.TF_ATTR_TYPE, value: binding.TF_FLOAT };
}

/** An element-type attribute: 32-bit integers. */
export function integers(name: string): Attribute {
  const { binding } = native();
  return { name, type: binding.TF_ATTR_TYPE, value: binding.TF_INT32 };
}

/** A number, truth value or text as an attribute. */
export function attribute(name: string, value: boolean | number | string): Attribute {
  const { binding } = native();
  const type =
    typeof value === "number"
      ? binding.TF_ATTR_FLOAT
      : typeof value === "boolean"
        ? binding.TF_ATTR_BOOL
        : binding.TF_ATTR_STRING;
  return { name, type, value };
}

/**
 * Runs one TensorFlow operation with one result. Nothing is put on the gradient tape: give it a gradient with
 * `differentiable`. Native engine only.
 */
export function run(op: string, attributes: readonly Attribute[], inputs: readonly Tensor[]): Tensor {
  return native().executeSingleOutput(op, attributes, inputs);
}

/** Runs one TensorFlow operation with several results; the caller owns all of them. Native engine only. */
export function runAll(
  op: string,
  attributes: readonly Attribute[],
  inputs: readonly Tensor[],
  outputs: number,
): Tensor[] {
  return native().executeMultipleOutputs(op, attributes, inputs, outputs);
}
