/**
 * Writes one message in protobuf's wire format. Each call appends a field; `field` is its number.
 * Source: protobuf.dev/programming-guides/encoding.
 */
export interface MessageWriter {
  /** int32, int64, bool or enum; whole, negative too. */
  integer(field: number, value: number): void;
  float(field: number, value: number): void;
  text(field: number, value: string): void;
  bytes(field: number, value: Uint8Array): void;
  /** A message within: what `body` writes. */
  message(field: number, body: () => void): void;
  /** All that was written. */
  finish(): Uint8Array;
}

const [asVarint, asBlock, asFixed32] = [0, 2, 5]; // wire types

export function messageWriter(): MessageWriter {
  let buffer = Buffer.allocUnsafe(2 ** 16);
  let at = 0;

  const reserve = (bytes: number): void => {
    if (at + bytes <= buffer.length) return;
    const larger = Buffer.allocUnsafe(2 * (at + bytes));
    buffer.copy(larger, 0, 0, at);
    buffer = larger;
  };
  const varint = (value: number): void => {
    reserve(10);
    // a negative one is written as 64 bits
    let rest = value < 0 ? BigInt.asUintN(64, BigInt(value)) : value;
    if (typeof rest === "bigint") {
      for (; rest > 127n; rest >>= 7n) buffer[at++] = Number(rest & 127n) | 128;
    } else {
      for (; rest > 127; rest = Math.floor(rest / 128)) buffer[at++] = (rest % 128) | 128;
    }
    buffer[at++] = Number(rest);
  };
  // it kept ten bytes, of which it takes at most five: a length or a float has room behind it
  const tag = (field: number, wire: number): void => varint(field * 8 + wire);
  // The length precedes the body: one byte is kept for it, a longer one moves the body.
  const open = (field: number): number => {
    tag(field, asBlock);
    return ++at;
  };
  const close = (start: number): void => {
    const size = at - start;
    if (size < 128) {
      buffer[start - 1] = size;
      return;
    }
    const more = Math.floor(Math.log2(size) / 7);
    reserve(more);
    buffer.copyWithin(start + more, start, at);
    at = start - 1;
    varint(size);
    at += size;
  };
  return {
    integer: (field, value) => {
      tag(field, asVarint);
      varint(value);
    },
    float: (field, value) => {
      tag(field, asFixed32);
      at = buffer.writeFloatLE(value, at);
    },
    text: (field, value) => {
      const start = open(field);
      reserve(3 * value.length);
      // names are short and ASCII: a loop is faster than a call
      let i = 0;
      for (; i < value.length && value.charCodeAt(i) < 128; i++) buffer[at++] = value.charCodeAt(i);
      if (i < value.length) at += buffer.write(value.slice(i), at);
      close(start);
    },
    bytes: (field, value) => {
      const start = open(field);
      reserve(value.byteLength);
      buffer.set(value, at);
      at += value.byteLength;
      close(start);
    },
    message: (field, body) => {
      const start = open(field);
      body();
      close(start);
    },
    finish: () => buffer.subarray(0, at),
  };
}
