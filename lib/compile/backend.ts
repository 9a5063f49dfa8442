import type * as tfjs from "@tensorflow/tfjs";
import type { Attribute, TensorType } from "./types";

/** The binding's description of a tensor. */
export interface Metadata extends TensorType {
  readonly id: number;
}

/** Values as the binding takes and gives them. */
export type Values = Float32Array | Int32Array | Uint8Array;

/** The addon of tfjs-node, as far as it is used: TensorFlow's eager operations, and sessions of saved models. */
export interface Binding {
  executeOp(
    op: string,
    attributes: readonly Attribute[],
    ids: readonly number[],
    outputs: number,
  ): Metadata[];
  createTensor(shape: readonly number[], dtype: number, values: Values): number;
  deleteTensor(id: number): void;
  tensorDataSync(id: number): Values;
  loadSavedModel(folder: string, tags: string): number;
  runSavedModel(session: number, ids: readonly number[], inputNames: string, outputNames: string): Metadata[];
  deleteSavedModel(session: number): void;
}

/** tfjs-node's record of a tensor's data. */
export interface Entry {
  readonly shape: readonly number[];
  readonly dtype: number;
  /** -1 until values that came from JavaScript are first used. */
  id: number;
  values: unknown;
  refCount: number;
}

/** tfjs-node's backend, as far as it is used. */
export interface Backend {
  binding: Binding;
  readonly tensorMap: { get(dataId: object): Entry; has(dataId: object): boolean };
  getInputTensorIds(tensors: readonly tfjs.TensorInfo[]): number[];
  /** Takes values from JavaScript. */
  write(values: unknown, shape: readonly number[], dtype: string): object;
  /** A tensor that owns a binding's tensor. */
  createOutputTensor(metadata: Metadata): tfjs.Tensor;
}

/** Private members of tfjs' engine. */
export interface Engine {
  readonly registeredVariables: Readonly<Record<string, tfjs.Variable>>;
  makeVariable(initial: tfjs.Tensor, ...rest: unknown[]): tfjs.Variable;
  makeTensorFromTensorInfo(info: tfjs.TensorInfo): tfjs.Tensor;
}

/** The tfjs that steps are compiled for, with the parts of it that it does not export. */
export interface Host {
  readonly tf: typeof tfjs;
  readonly backend: Backend;
  readonly engine: Engine;
  /** The binding below the hook: nothing that it does is recorded. */
  readonly real: Binding;
}

/** The binding's tensor of a tensor. */
export function idOf({ backend }: Host, tensor: tfjs.Tensor): number {
  return backend.getInputTensorIds([tensor])[0] as number;
}

/** Number of elements. */
export function sizeOf(shape: readonly number[]): number {
  return shape.reduce((product, side) => product * side, 1);
}
