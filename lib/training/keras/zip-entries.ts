import { inflateRawSync } from "node:zlib";

/**
 * The files in a zip archive, by name: stored or deflated ones.
 *
 * @returns undefined where the bytes are no whole zip archive
 * Source: PKWARE, .ZIP File Format Specification 6.3, 4.3 (central directory, local headers). Deviation: no zip64, no encryption.
 */
export function zipEntries(bytes: Buffer): Map<string, () => Buffer> | undefined {
  const end = bytes.lastIndexOf(Buffer.from("PK\x05\x06", "latin1"));
  if (end < 0 || end + 22 > bytes.length) return undefined;
  const count = bytes.readUInt16LE(end + 10);
  let at = bytes.readUInt32LE(end + 16);
  const entries = new Map<string, () => Buffer>();
  for (let i = 0; i < count; i++) {
    if (at + 46 > bytes.length || bytes.readUInt32LE(at) !== 0x02014b50) return undefined;
    const [method, size] = [bytes.readUInt16LE(at + 10), bytes.readUInt32LE(at + 20)];
    const [named, extra, comment] = [28, 30, 32].map((offset) => bytes.readUInt16LE(at + offset)) as [
      number,
      number,
      number,
    ];
    const name = bytes.toString("utf8", at + 46, at + 46 + named);
    const local = bytes.readUInt32LE(at + 42);
    entries.set(name, () => content(bytes, local, size, method));
    at += 46 + named + extra + comment;
  }
  return entries;
}

function content(bytes: Buffer, local: number, size: number, method: number): Buffer {
  const start = local + 30 + bytes.readUInt16LE(local + 26) + bytes.readUInt16LE(local + 28);
  const packed = bytes.subarray(start, start + size);
  if (packed.length !== size || ![0, 8].includes(method)) throw new RangeError("a cut or unknown entry");
  return method === 0 ? packed : inflateRawSync(packed);
}
