import { crc32, deflateRawSync } from "node:zlib";

/** A .npy file of whole numbers of 8 bits, or of 32-bit floats, little endian, in C order. */
export function npyFile(values: Uint8Array | Float32Array, shape: readonly number[]): Buffer {
  const descr = values instanceof Uint8Array ? "|u1" : "<f4";
  const size = shape.length === 1 ? `${shape[0]!},` : shape.join(", ");
  const header = `{'descr': '${descr}', 'fortran_order': False, 'shape': (${size}), }`.padEnd(117) + "\n";
  const begin = Buffer.from([0x93, ...Buffer.from("NUMPY"), 1, 0, header.length, 0]);
  return Buffer.concat([
    begin,
    Buffer.from(header),
    Buffer.from(values.buffer, values.byteOffset, values.byteLength),
  ]);
}

/** A .npy file of texts, as NumPy saves str: four bytes a letter, little endian. */
export function npyTexts(texts: readonly string[]): Buffer {
  const length = Math.max(...texts.map((text) => text.length));
  const header =
    `{'descr': '<U${length}', 'fortran_order': False, 'shape': (${texts.length},), }`.padEnd(117) + "\n";
  const values = Buffer.alloc(4 * length * texts.length);
  for (const [i, text] of texts.entries())
    for (const [k, letter] of [...text].entries())
      values.writeUInt32LE(letter.codePointAt(0)!, 4 * (i * length + k));
  const begin = Buffer.from([0x93, ...Buffer.from("NUMPY"), 1, 0, header.length, 0]);
  return Buffer.concat([begin, Buffer.from(header), values]);
}

/** A .npz file: a zip of arrays by name, deflated. */
export function npzFile(arrays: Readonly<Record<string, Uint8Array>>): Buffer {
  const files: Buffer[] = [];
  const directory: Buffer[] = [];
  let at = 0;
  for (const [name, content] of Object.entries(arrays)) {
    const path = Buffer.from(`${name}.npy`);
    const packed = deflateRawSync(content);
    const common = Buffer.alloc(26);
    common.writeUInt16LE(20, 0);
    common.writeUInt16LE(8, 4);
    common.writeUInt32LE(crc32(content), 10);
    common.writeUInt32LE(packed.length, 14);
    common.writeUInt32LE(content.length, 18);
    common.writeUInt16LE(path.length, 22);
    const place = Buffer.alloc(14);
    place.writeUInt32LE(at, 10);
    files.push(Buffer.from("PK\x03\x04"), common, path, packed);
    directory.push(Buffer.from("PK\x01\x02\x14\x00"), common, place, path);
    at += 30 + path.length + packed.length;
  }
  const end = Buffer.alloc(22);
  end.write("PK\x05\x06", "latin1");
  end.writeUInt16LE(Object.keys(arrays).length, 10);
  end.writeUInt32LE(at, 16);
  return Buffer.concat([...files, ...directory, end]);
}

/** `n` pictures of 6 x 2 bytes, one after the other, each different from the others. */
export function pictures(n: number, first = 0): Uint8Array {
  return Uint8Array.from({ length: 12 * n }, (_, i) => {
    const image = first + Math.floor(i / 12);
    return (image * 19 + (i % 12) * (7 + (image % 11)) * 3) % 256;
  });
}

/** A stack of `n` pictures as an array. */
export const stack = (n: number, first = 0): Buffer => npyFile(pictures(n, first), [n, 2, 6]);

/** `n` labels 0, 1, 0, 1 ... (or of more classes) as MedMNIST has them: n x 1. */
export const labels = (n: number, classes = 2): Buffer =>
  npyFile(
    Uint8Array.from({ length: n }, (_, i) => i % classes),
    [n, 1],
  );

/** MedMNIST's form: parts of 12, 4 and 6 images. */
export const medMnist = (change: Readonly<Record<string, Uint8Array>> = {}): Buffer =>
  npzFile({
    train_images: stack(12),
    train_labels: labels(12),
    val_images: stack(4, 12),
    val_labels: labels(4),
    test_images: stack(6, 16),
    test_labels: labels(6),
    ...change,
  });
