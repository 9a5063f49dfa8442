import { writeFileSync } from "node:fs";
import { join } from "node:path";
import { dtypes, kinds, type Attribute, type Constant } from "./types";
import { messageWriter, type MessageWriter } from "./message-writer";

/** One operation of a graph. */
export interface GraphNode {
  readonly name: string;
  readonly op: string;
  /** `node:output`, or `^node`: after it. */
  readonly inputs: readonly string[];
  readonly attributes: readonly Attribute[];
}

// Field numbers of tensorflow/core/framework/*.proto and tensorflow/core/protobuf/meta_graph.proto.

function shapeMessage(to: MessageWriter, shape: readonly number[]): void {
  for (const side of shape) to.message(2, () => to.integer(1, side));
}

/** A large tensor of one value is written as that value: TensorFlow repeats the last one. */
function tensorMessage(to: MessageWriter, { dtype, shape, bytes }: Constant): void {
  to.integer(1, dtype);
  to.message(2, () => shapeMessage(to, shape));
  const body = Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  const isOne =
    dtype === dtypes.float32 && body.length > 256 && body.subarray(4).equals(body.subarray(0, -4));
  if (isOne) to.float(5, body.readFloatLE(0));
  else to.bytes(4, body);
}

/** The fields of AttrValue by the binding's kinds; those of a ListValue have the same numbers. */
function attributeMessage(to: MessageWriter, { type, value }: Attribute): void {
  if (typeof value === "object" && "bytes" in value) to.message(8, () => tensorMessage(to, value));
  else if (type === kinds.shape) to.message(7, () => shapeMessage(to, value as readonly number[]));
  else {
    const one = (single: unknown): void => {
      if (type === kinds.string) to.text(2, single as string);
      else if (type === kinds.float) to.float(4, single as number);
      else to.integer(type === kinds.int ? 3 : type === kinds.bool ? 5 : 6, Number(single));
    };
    if (Array.isArray(value)) to.message(1, () => value.forEach(one));
    else one(value);
  }
}

function nodeMessage(to: MessageWriter, { name, op, inputs, attributes }: GraphNode): void {
  to.text(1, name);
  to.text(2, op);
  for (const input of inputs) to.text(3, input);
  for (const attribute of attributes)
    to.message(5, () => {
      to.text(1, attribute.name);
      to.message(2, () => attributeMessage(to, attribute));
    });
}

const producer = 1087; // the graph version that nodes are read as

/** Writes `saved_model.pb` into a folder, as the binding loads it with the tag "serve". No signature: names are enough. */
export function writeSavedModel(folder: string, nodes: readonly GraphNode[]): void {
  const to = messageWriter();
  to.integer(1, 1);
  to.message(2, () => {
    to.message(1, () => to.text(4, "serve"));
    to.message(2, () => {
      for (const node of nodes) to.message(1, () => nodeMessage(to, node));
      to.message(4, () => to.integer(1, producer));
    });
  });
  writeFileSync(join(folder, "saved_model.pb"), to.finish());
}
