import { sizeOf, type Binding, type Metadata, type Values } from "./backend";
import { firstStandIn } from "./hook";
import { dtypes, type Attribute, type Constant, type TensorType } from "./types";

/** Source of a stand-in's value. */
export type Source =
  | {
      readonly op: string;
      readonly attributes: readonly Attribute[];
      readonly ids: readonly number[];
      readonly outputs: number;
      readonly output: number;
    }
  /** An input or a variable: the tensor that it is outside, looked up when it is needed. */
  | { readonly real: () => number };

/** Tensors without values, for an operation that is written down and not executed. */
export interface StandIns {
  make(type: TensorType, source: Source): Metadata;
  typeOf(id: number): TensorType | undefined;
  delete(id: number): void;
  /** Those that nobody has disposed. */
  alive(): TensorType[];
  /** The real value, computed from real inputs; the caller deletes it. @param constantOf values from JavaScript */
  compute(id: number, constantOf: (id: number) => Constant | undefined): number;
}

/** @param real the addon itself */
export function standIns(real: Binding): StandIns {
  const made = new Map<number, { readonly type: TensorType; readonly source: Source }>();
  const alive = new Set<number>();
  let next = firstStandIn;
  const compute: StandIns["compute"] = (id, constantOf) => {
    const standIn = made.get(id);
    if (!standIn) {
      const constant = constantOf(id);
      return constant
        ? real.createTensor(constant.shape, constant.dtype, valuesOf(constant))
        : copy(real, id);
    }
    const { source, type } = standIn;
    if ("real" in source) return copy(real, source.real(), type.dtype);
    const inputs = source.ids.map((input) => compute(input, constantOf));
    const outputs = real.executeOp(source.op, source.attributes, inputs, source.outputs);
    for (const input of inputs) real.deleteTensor(input);
    outputs.forEach((output, i) => i !== source.output && real.deleteTensor(output.id));
    return (outputs[source.output] as Metadata).id;
  };
  return {
    make: ({ dtype, shape }, source) => {
      const id = next++;
      made.set(id, { type: { dtype, shape }, source });
      alive.add(id);
      return { id, dtype, shape };
    },
    typeOf: (id) => made.get(id)?.type,
    delete: (id) => alive.delete(id),
    alive: () => [...alive].map((id) => made.get(id)?.type as TensorType),
    compute,
  };
}

function copy(real: Binding, id: number, dtype: number = dtypes.float32): number {
  return (real.executeOp("Identity", [{ name: "T", type: 4, value: dtype }], [id], 1)[0] as Metadata).id;
}

/** A constant's bytes as the binding takes them. */
export function valuesOf({ dtype, shape, bytes }: Constant): Values {
  const buffer = bytes.buffer.slice(bytes.byteOffset, bytes.byteOffset + bytes.byteLength);
  const n = sizeOf(shape);
  // 64-bit integers, which tfjs-node hands over as pairs
  if (dtype === dtypes.int32 || dtype === 9) return new Int32Array(buffer);
  return dtype === dtypes.float32 ? new Float32Array(buffer, 0, n) : new Uint8Array(buffer, 0, n);
}

/** Zeros of a type. */
export function zerosOf(type: TensorType): Values {
  const n = sizeOf(type.shape);
  if (type.dtype === dtypes.int32) return new Int32Array(n);
  return type.dtype === dtypes.float32 ? new Float32Array(n) : new Uint8Array(n);
}
