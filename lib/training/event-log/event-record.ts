import { maskedCrc32c } from "./masked-crc32c";

/** A grey picture as a PNG file. */
export interface LoggedPicture {
  readonly width: number;
  readonly height: number;
  readonly png: Uint8Array;
}

/** What an event says; one of the fields. */
export type EventContent =
  | { readonly fileVersion: string }
  /** A training goes on: what older files say of this step and later ones holds no longer. */
  | { readonly goesOn: true }
  | { readonly scalars: Readonly<Record<string, number>> }
  | { readonly picture: LoggedPicture; readonly tag: string };

/**
 * An event as a record of TensorBoard's files: length, its checksum, the Event message, its checksum.
 *
 * @param seconds since 1970
 * @param step optimiser steps taken
 * Source: TensorFlow, tensorflow/core/lib/io/record_writer.cc; tensorflow/core/util/event.proto and
 *   tensorflow/core/framework/summary.proto, whose field numbers are below. Written by hand: tfjs-node's summary writer
 *   has no pictures.
 */
export function eventRecord(content: EventContent, step: number, seconds: number): Buffer {
  const message = Buffer.concat([
    double(1, seconds),
    ...(step > 0 ? [integer(2, step)] : []), // 0 is what a missing field means
    contentField(content),
  ]);
  const length = Buffer.alloc(8);
  length.writeBigUInt64LE(BigInt(message.length));
  return Buffer.concat([length, checksum(length), message, checksum(message)]);
}

function contentField(content: EventContent): Buffer {
  if ("fileVersion" in content) return bytes(3, Buffer.from(content.fileVersion));
  if ("goesOn" in content) return bytes(7, integer(1, sessionStart));
  if ("scalars" in content) {
    const values = Object.entries(content.scalars).map(([tag, value]) =>
      bytes(1, Buffer.concat([bytes(1, Buffer.from(tag)), float(2, value)])),
    );
    return bytes(5, Buffer.concat(values));
  }
  const { width, height, png } = content.picture;
  const image = [integer(1, height), integer(2, width), integer(3, oneChannel), bytes(4, png)];
  const value = [bytes(1, Buffer.from(content.tag)), bytes(4, Buffer.concat(image))];
  return bytes(5, bytes(1, Buffer.concat(value)));
}

/** SessionLog.START. */
const sessionStart = 1;
/** Of Summary.Image's colour spaces: grey. */
const oneChannel = 1;

function checksum(of: Uint8Array): Buffer {
  const four = Buffer.alloc(4);
  four.writeUInt32LE(maskedCrc32c(of));
  return four;
}

// the fields of a protocol buffer: number and kind of the field, then its value

function varint(value: number): Buffer {
  const septets: number[] = [];
  let rest = value;
  for (; rest >= 128; rest = Math.floor(rest / 128)) septets.push((rest % 128) + 128);
  return Buffer.from([...septets, rest]);
}

const key = (field: number, kind: 0 | 1 | 2 | 5): Buffer => varint(field * 8 + kind);

const integer = (field: number, value: number): Buffer => Buffer.concat([key(field, 0), varint(value)]);

function double(field: number, value: number): Buffer {
  const eight = Buffer.alloc(8);
  eight.writeDoubleLE(value);
  return Buffer.concat([key(field, 1), eight]);
}

function float(field: number, value: number): Buffer {
  const four = Buffer.alloc(4);
  four.writeFloatLE(value);
  return Buffer.concat([key(field, 5), four]);
}

const bytes = (field: number, value: Uint8Array): Buffer =>
  Buffer.concat([key(field, 2), varint(value.length), value]);
