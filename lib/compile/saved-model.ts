import { writeFileSync } from "node:fs";
import { join } from "node:path";
import { kinds, type Attribute, type Constant } from "./types";

/** One operation of a graph. */
export interface GraphNode {
  readonly name: string;
  readonly op: string;
  /** `node:output`, or `^node`: after it. */
  readonly inputs: readonly string[];
  readonly attributes: readonly Attribute[];
}

type Bytes = Uint8Array;

// The messages that a graph needs, in protobuf's wire format: no library, 5,000 nodes in 50 ms.
const utf8 = new TextEncoder();

function varint(value: number): Bytes {
  if (value >= 0 && value < 128) return Uint8Array.of(value);
  let rest = BigInt.asUintN(64, BigInt(value));
  const bytes: number[] = [];
  for (; rest > 127n; rest >>= 7n) bytes.push(Number(rest & 127n) | 128);
  return Uint8Array.from([...bytes, Number(rest)]);
}

function concat(parts: readonly Bytes[]): Bytes {
  return Buffer.concat(parts);
}

const number = (field: number, value: number): Bytes => concat([varint(field * 8), varint(value)]);
const float = (field: number, value: number): Bytes =>
  concat([varint(field * 8 + 5), new Uint8Array(Float32Array.of(value).buffer)]);
const block = (field: number, body: Bytes | string): Bytes => {
  const bytes = typeof body === "string" ? utf8.encode(body) : body;
  return concat([varint(field * 8 + 2), varint(bytes.length), bytes]);
};
const entry = (field: number, key: string, value: Bytes): Bytes =>
  block(field, concat([block(1, key), block(2, value)]));

const shapeMessage = (shape: readonly number[]): Bytes =>
  concat(shape.map((side) => block(2, number(1, side))));

/** A large tensor of one value is written as that value: TensorFlow repeats the last one. */
function tensorMessage({ dtype, shape, bytes }: Constant): Bytes {
  const head = [number(1, dtype), block(2, shapeMessage(shape))];
  const body = Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  const isOne = dtype === 1 && bytes.length > 256 && body.subarray(4).equals(body.subarray(0, -4));
  return concat([...head, isOne ? float(5, body.readFloatLE(0)) : block(4, body)]);
}

/** The fields of AttrValue by the binding's kinds; a ListValue's have the same numbers. */
function attributeMessage({ type, value }: Attribute): Bytes {
  if (typeof value === "object" && "bytes" in value) return block(8, tensorMessage(value));
  if (type === kinds.shape) return block(7, shapeMessage(value as readonly number[]));
  const one = (single: unknown): Bytes => {
    if (type === kinds.string) return block(2, single as string);
    if (type === kinds.float) return float(4, single as number);
    return number(type === kinds.int ? 3 : type === kinds.bool ? 5 : 6, Number(single));
  };
  return Array.isArray(value) ? block(1, concat(value.map(one))) : one(value);
}

const nodeMessage = ({ name, op, inputs, attributes }: GraphNode): Bytes =>
  concat([
    block(1, name),
    block(2, op),
    ...inputs.map((input) => block(3, input)),
    ...attributes.map((attribute) => entry(5, attribute.name, attributeMessage(attribute))),
  ]);

const producer = 1087; // the graph version that nodes are read as

/** Writes `saved_model.pb` into a folder, as the binding loads it with the tag "serve". */
export function writeSavedModel(folder: string, nodes: readonly GraphNode[]): void {
  const graph = concat([...nodes.map((node) => block(1, nodeMessage(node))), block(4, number(1, producer))]);
  const meta = concat([block(1, block(4, "serve")), block(2, graph)]);
  writeFileSync(join(folder, "saved_model.pb"), concat([number(1, 1), block(2, meta)]));
}
