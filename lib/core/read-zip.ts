import { crc32, inflateRawSync } from "node:zlib";

const endOfDirectory = 0x06054b50;
const directoryEntry = 0x02014b50;
const localHeader = 0x04034b50;
/** Marks a number that stands in the entry's zip64 field. */
const beyond = 0xffffffff;

/** A zip archive that cannot be read; `message` says what it is, without its name. */
export class UnreadableZip extends Error {
  override name = "UnreadableZip";
}

function refuse(found: string): never {
  throw new UnreadableZip(found);
}

/**
 * Files of a zip, stored or deflated, by name; each is unpacked when its function is called.
 *
 * @throws UnreadableZip when it is cut off or damaged; and, from the functions, for what is damaged, encrypted or
 *   compressed otherwise
 *
 * Source: APPNOTE.TXT 6.3.10, sections 4.3.7, 4.3.12, 4.3.16 and 4.5.3. Deviation: archives of several disks and of
 * more than 65,534 files are not read.
 */
export function readZip(bytes: Uint8Array): ReadonlyMap<string, () => Buffer> {
  const buffer = Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  try {
    return readDirectory(buffer);
  } catch (e) {
    if (e instanceof RangeError) return refuse("is a cut off or damaged zip file");
    throw e;
  }
}

function readDirectory(zip: Buffer): ReadonlyMap<string, () => Buffer> {
  const least = Math.max(0, zip.length - 22 - 65535); // the end's comment is no longer
  let end = zip.length - 22;
  while (end >= least && zip.readUInt32LE(end) !== endOfDirectory) end--;
  if (end < least) return refuse("is a cut off zip file");
  const count = zip.readUInt16LE(end + 10);
  const files = new Map<string, () => Buffer>();
  let at = zip.readUInt32LE(end + 16);
  for (let i = 0; i < count; i++) {
    if (zip.readUInt32LE(at) !== directoryEntry) return refuse("is a damaged zip file");
    const [nameLength, extraLength, commentLength] = [28, 30, 32].map((place) =>
      zip.readUInt16LE(at + place),
    );
    const name = zip.toString("utf8", at + 46, at + 46 + nameLength!);
    const extra = zip.subarray(at + 46 + nameLength!, at + 46 + nameLength! + extraLength!);
    const entry = zip.subarray(at, at + 46);
    files.set(name, () => unpack(zip, entry, extra));
    at += 46 + nameLength! + extraLength! + commentLength!;
  }
  return files;
}

function unpack(zip: Buffer, entry: Buffer, extra: Buffer): Buffer {
  const [flags, method, sum] = [entry.readUInt16LE(8), entry.readUInt16LE(10), entry.readUInt32LE(16)];
  if ((flags & 1) === 1) return refuse("is an encrypted zip file");
  if (method !== 0 && method !== 8)
    return refuse(`is a zip file in a compression that is not read (${method})`);
  try {
    const wide = wideNumbers(extra);
    const [, packed, start] = [24, 20, 42].map((place) => {
      const number = entry.readUInt32LE(place);
      return number === beyond ? Number(wide.shift()) : number;
    });
    if (zip.readUInt32LE(start!) !== localHeader) return refuse("is a damaged zip file");
    const from = start! + 30 + zip.readUInt16LE(start! + 26) + zip.readUInt16LE(start! + 28);
    if (from + packed! > zip.length) return refuse("is a cut off zip file");
    const content = zip.subarray(from, from + packed!);
    const file = method === 0 ? content : inflateRawSync(content);
    return crc32(file) === sum ? file : refuse("is a damaged zip file");
  } catch (e) {
    if (e instanceof UnreadableZip) throw e;
    return refuse("is a damaged zip file");
  }
}

/** Numbers of an entry's zip64 field, in their order: size, packed size, place; as many as the entry leaves out. */
function wideNumbers(extra: Buffer): bigint[] {
  for (let at = 0; at + 4 <= extra.length; at += 4 + extra.readUInt16LE(at + 2)) {
    if (extra.readUInt16LE(at) !== 1) continue;
    const length = Math.floor(extra.readUInt16LE(at + 2) / 8);
    return Array.from({ length }, (_, i) => extra.readBigUInt64LE(at + 4 + 8 * i));
  }
  return [];
}
