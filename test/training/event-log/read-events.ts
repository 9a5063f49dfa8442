import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";

/** An event of a log, as far as the tests look at it. */
export interface ReadEvent {
  readonly step: number;
  readonly fileVersion?: string;
  readonly goesOn: boolean;
  readonly scalars: Readonly<Record<string, number>>;
  readonly pictures: Readonly<Record<string, { width: number; height: number; png: Buffer }>>;
}

/** Every event of a folder's files, in the order of their names; checksums are not looked at. */
export function readEvents(folder: string): ReadEvent[] {
  return readdirSync(folder)
    .sort()
    .flatMap((name) => records(readFileSync(join(folder, name))).map(readEvent));
}

function records(file: Buffer): Buffer[] {
  const found: Buffer[] = [];
  for (let at = 0; at < file.length;) {
    const length = Number(file.readBigUInt64LE(at));
    found.push(file.subarray(at + 12, at + 12 + length));
    at += length + 16;
  }
  return found;
}

type Field = readonly [field: number, value: number | Buffer];

/** The fields of a protocol buffer. */
function fields(message: Buffer): Field[] {
  let at = 0;
  const varint = (): number => {
    let value = 0;
    for (let power = 1; ; power *= 128) {
      const byte = message[at++]!;
      value += (byte % 128) * power;
      if (byte < 128) return value;
    }
  };
  const found: Field[] = [];
  while (at < message.length) {
    const key = varint();
    const field = Math.floor(key / 8);
    const kind = key % 8;
    if (kind === 0) found.push([field, varint()]);
    else if (kind === 2) {
      const length = varint();
      found.push([field, message.subarray(at, (at += length))]);
    } else {
      found.push([field, kind === 1 ? message.readDoubleLE(at) : message.readFloatLE(at)]);
      at += kind === 1 ? 8 : 4;
    }
  }
  return found;
}

function readEvent(message: Buffer): ReadEvent {
  const all = new Map(fields(message));
  const scalars: Record<string, number> = {};
  const pictures: Record<string, { width: number; height: number; png: Buffer }> = {};
  for (const [, value] of fields((all.get(5) as Buffer | undefined) ?? Buffer.alloc(0))) {
    const one = new Map(fields(value as Buffer));
    const tag = String(one.get(1));
    const number = one.get(2);
    if (typeof number === "number") scalars[tag] = number;
    else {
      const image = new Map(fields(one.get(4) as Buffer));
      pictures[tag] = {
        height: Number(image.get(1)),
        width: Number(image.get(2)),
        png: image.get(4) as Buffer,
      };
    }
  }
  return {
    step: Number(all.get(2) ?? 0),
    ...(all.has(3) && { fileVersion: String(all.get(3)) }),
    goesOn: all.has(7),
    scalars,
    pictures,
  };
}
