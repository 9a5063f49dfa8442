import { crc32 } from "node:zlib";
import { writeAtomic } from "../../core";

/** An array of bytes as NumPy saves it. */
export interface ByteArray {
  readonly shape: readonly number[];
  readonly values: Uint8Array;
}

/** Writes arrays of bytes into a .npz file, uncompressed, as `numpy.savez` does. */
export function writeNpz(path: string, arrays: Readonly<Record<string, ByteArray>>): void {
  const locals: Buffer[] = [];
  const directory: Buffer[] = [];
  let offset = 0;
  for (const [name, array] of Object.entries(arrays)) {
    const file = Buffer.from(`${name}.npy`);
    const content = npyOf(array);
    const sizes = Buffer.alloc(12);
    sizes.writeUInt32LE(crc32(content), 0);
    sizes.writeUInt32LE(content.length, 4);
    sizes.writeUInt32LE(content.length, 8);
    const common = Buffer.concat([
      Buffer.from([20, 0, 0, 0, 0, 0, 0, 0, 0x21, 0]), // version 2.0, no flags, stored, 1980-01-01
      sizes,
      Buffer.from([file.length, 0, 0, 0]),
    ]);
    const local = Buffer.concat([Buffer.from("PK\u0003\u0004"), common, file, content]);
    const place = Buffer.alloc(14);
    place.writeUInt32LE(offset, 10);
    directory.push(Buffer.concat([Buffer.from("PK\u0001\u0002"), Buffer.from([20, 0]), common, place, file]));
    locals.push(local);
    offset += local.length;
  }
  const entries = Buffer.concat(directory);
  const end = Buffer.alloc(22);
  end.write("PK\u0005\u0006", 0, "latin1");
  end.writeUInt16LE(directory.length, 8);
  end.writeUInt16LE(directory.length, 10);
  end.writeUInt32LE(entries.length, 12);
  end.writeUInt32LE(offset, 16);
  writeAtomic(path, Buffer.concat([...locals, entries, end]));
}

function npyOf({ shape, values }: ByteArray): Buffer {
  const tuple = `(${shape.join(", ")}${shape.length === 1 ? "," : ""})`;
  const text = `{'descr': '|u1', 'fortran_order': False, 'shape': ${tuple}, }`;
  const header = `${text.padEnd(Math.ceil((text.length + 11) / 64) * 64 - 11)}\n`; // with its 10 bytes a multiple of 64
  const begin = Buffer.from([0x93, 0x4e, 0x55, 0x4d, 0x50, 0x59, 1, 0, 0, 0]);
  begin.writeUInt16LE(header.length, 8);
  return Buffer.concat([begin, Buffer.from(header), values]);
}
