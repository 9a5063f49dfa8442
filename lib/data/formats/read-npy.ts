import { rejectImage } from "./reject-image";

/** An array as NumPy saves it. */
export interface NpyArray {
  readonly shape: readonly number[];
  /** Numbers from one element to the next along each axis. */
  readonly strides: readonly number[];
  /** NumPy's name of its values: "uint8", "float32", "bool". */
  readonly type: string;
  /** The number at a place, which is the sum of index times stride over the axes. */
  at(place: number): number;
}

type Read = (view: DataView, at: number, little: boolean) => number;

/** Values by NumPy's letter and bytes. */
const types: Readonly<Record<string, readonly [name: string, read: Read]>> = {
  b1: ["bool", (v, at) => v.getUint8(at)],
  u1: ["uint8", (v, at) => v.getUint8(at)],
  i1: ["int8", (v, at) => v.getInt8(at)],
  u2: ["uint16", (v, at, little) => v.getUint16(at, little)],
  i2: ["int16", (v, at, little) => v.getInt16(at, little)],
  u4: ["uint32", (v, at, little) => v.getUint32(at, little)],
  i4: ["int32", (v, at, little) => v.getInt32(at, little)],
  u8: ["uint64", (v, at, little) => Number(v.getBigUint64(at, little))],
  i8: ["int64", (v, at, little) => Number(v.getBigInt64(at, little))],
  f2: ["float16", (v, at, little) => halfFloat(v.getUint16(at, little))],
  f4: ["float32", (v, at, little) => v.getFloat32(at, little)],
  f8: ["float64", (v, at, little) => v.getFloat64(at, little)],
};

/** What an array's file says before its values. */
export interface NpyHeader {
  readonly view: DataView;
  /** Where the values begin. */
  readonly begin: number;
  readonly isLittle: boolean;
  /** NumPy's letter and size, `u1`, `U4`; "of records" for several. */
  readonly letter: string;
  readonly shape: readonly number[];
  readonly isFortran: boolean;
}

/** Reads what stands before an array's values. @throws UnusableImage when it is no such file, or damaged */
export function readNpyHeader(bytes: Uint8Array): NpyHeader {
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  if (bytes.length < 12 || Buffer.from(bytes.subarray(1, 6)).toString("latin1") !== "NUMPY")
    return rejectImage("is no NumPy array");
  const isFirst = view.getUint8(6) === 1;
  const start = isFirst ? 10 : 12;
  const begin = start + (isFirst ? view.getUint16(8, true) : view.getUint32(8, true));
  const header = Buffer.from(bytes.subarray(start, begin)).toString("utf8");
  const [, order = "", letter = "of records"] =
    /'descr'\s*:\s*'([<>|=]?)([A-Za-z]\d*)[^']*'/.exec(header) ?? [];
  const size = /'shape'\s*:\s*\(([^)]*)\)/.exec(header)?.[1];
  if (size === undefined || !header.includes("'descr'")) return rejectImage("is a damaged NumPy array");
  const shape = size.split(",").flatMap((n) => (n.trim() === "" ? [] : [Number.parseInt(n)]));
  const isFortran = /'fortran_order'\s*:\s*True/.test(header);
  return { view, begin, isLittle: order !== ">", letter, shape, isFortran };
}

/**
 * Reads an array of numbers, versions 1 to 3, in C or Fortran order, little or big endian.
 *
 * @throws UnusableImage when it is no such file, cut off, or holds anything but numbers: objects would have to be run
 *
 * Source: numpy.lib.format
 */
export function readNpy(bytes: Uint8Array): NpyArray {
  const { view, begin, isLittle, letter, shape, isFortran } = readNpyHeader(bytes);
  const type = types[letter];
  if (!type)
    return rejectImage(
      letter === "O"
        ? "is a NumPy array of Python objects (pickle), which are not read: save numbers"
        : `is a NumPy array of values that are not read (${letter}): save numbers`,
    );
  const [name, read] = type;
  const width = Number(letter.slice(1));
  const count = shape.reduce((product, n) => product * n, 1);
  if (begin + count * width > bytes.length)
    return rejectImage("is cut off: a NumPy array of fewer values than its shape says");
  return {
    shape,
    strides: stridesOf(shape, isFortran),
    type: name,
    at: (place) => read(view, begin + place * width, isLittle),
  };
}

/** The array without its axes of length 1 from some axis on. */
export function squeezeFrom(array: NpyArray, axis: number): NpyArray {
  const kept = array.shape.map((_, i) => i).filter((i) => i < axis || array.shape[i] !== 1);
  return {
    ...array,
    shape: kept.map((i) => array.shape[i]!),
    strides: kept.map((i) => array.strides[i]!),
  };
}

function stridesOf(shape: readonly number[], isFortran: boolean): number[] {
  return shape.map((_, axis) =>
    (isFortran ? shape.slice(0, axis) : shape.slice(axis + 1)).reduce((product, n) => product * n, 1),
  );
}

/** A number of 16 bits as IEEE 754 has it. */
export function halfFloat(bits: number): number {
  const sign = bits >> 15 ? -1 : 1;
  const exponent = (bits >> 10) & 31;
  const fraction = bits & 1023;
  if (exponent === 0) return sign * fraction * 2 ** -24;
  if (exponent === 31) return fraction === 0 ? sign * Infinity : NaN;
  return sign * (1 + fraction / 1024) * 2 ** (exponent - 15);
}
