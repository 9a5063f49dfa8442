import {
  createJPEGBasicOffsetTable,
  readEncapsulatedImageFrame,
  readEncapsulatedPixelDataFromFragments,
  type DataSet,
} from "dicom-parser";
import sharp from "sharp";
import { medicalCodecs } from "./medical-codecs";
import { decodeRle } from "./decode-rle";
import { endsInZeros, endsTooSoon } from "./ends-too-soon";
import { rejectImage } from "./reject-image";

/** Which frame is read, and its side lengths, pixels. */
interface FrameOf {
  readonly width: number;
  readonly height: number;
  /** From 0, the only one by default. */
  readonly frame?: number | undefined;
  readonly frames: number;
}

const bigEndian = "1.2.840.10008.1.2.2";
const plain = new Set(["1.2.840.10008.1.2", "1.2.840.10008.1.2.1", "1.2.840.10008.1.2.1.99", bigEndian]);
const lossless = new Set(["1.2.840.10008.1.2.4.57", "1.2.840.10008.1.2.4.70"]);
const jpeg2000 = new Set(["1.2.840.10008.1.2.4.90", "1.2.840.10008.1.2.4.91"]);
const runLength = "1.2.840.10008.1.2.5";
const baseline = "1.2.840.10008.1.2.4.50";

/**
 * The stored values of a frame of a DICOM file: the bits in use alone, signs applied; of colours the samples of a pixel
 * one after the other, as RGB where `isRgbAfter` says so. @throws UnusableImage for what is not read
 */
export async function decodeFrame(
  data: DataSet,
  { width, height, frame = 0, frames }: FrameOf,
): Promise<Int32Array> {
  const syntax = data.string("x00020010") ?? "1.2.840.10008.1.2";
  const bits = data.uint16("x00280100") ?? 16;
  const used = data.uint16("x00280101") ?? bits;
  if (bits !== 8 && bits !== 16) rejectImage(`is a DICOM file of ${bits} bits a pixel`);
  const isSigned = data.uint16("x00280103") === 1;
  const samples = data.uint16("x00280002") ?? 1;
  const isHalved = samples === 3 && data.string("x00280004") === "YBR_FULL_422" && plain.has(syntax);
  const count = width * height * samples;
  const stored = isHalved ? 2 * height * Math.ceil(width / 2) * 2 : count;
  const raw = plain.has(syntax)
    ? readUncompressed(data, syntax, bits, frame * stored, stored)
    : await decompress(compressedFrame(data, frame, frames), data, bits);
  if (raw.length < stored) rejectImage("is cut off: its DICOM pixels are fewer than its rows times columns");
  const isPlanar = samples > 1 && (data.uint16("x00280006") === 1 || syntax === runLength);
  const pixels = isHalved
    ? widen(raw, width, height)
    : isPlanar && (plain.has(syntax) || syntax === runLength)
      ? interleave(raw, samples, width * height)
      : raw;
  const shift = 32 - used; // moves the sign of the bits in use to where JavaScript has it, and back
  const highest = jpeg2000.has(syntax) ? used - 1 : (data.uint16("x00280102") ?? used - 1);
  const unused = Math.max(0, highest - used + 1); // below the value: PS3.5, 8.1.1
  return Int32Array.from(pixels.subarray(0, count), (v) =>
    isSigned ? ((v >>> unused) << shift) >> shift : (v >>> unused) & (2 ** used - 1),
  );
}

/** Whether `decodeFrame` gives RGB for pixels that are called YBR: codecs turn JPEG's colours. */
export function isRgbAfter(data: DataSet): boolean {
  return data.string("x00020010") === baseline;
}

/** Planes one after the other as pixels. */
function interleave(
  planes: Uint8Array | Uint16Array,
  samples: number,
  count: number,
): Uint8Array | Uint16Array {
  return planes.map((_, i) => planes[(i % samples) * count + Math.floor(i / samples)]!);
}

/** Rows of pairs of pixels with one chrominance (Y Y Cb Cr) as three samples a pixel. Source: PS3.3, C.7.6.3.1.2. */
function widen(halved: Uint8Array | Uint16Array, width: number, height: number): Uint8Array {
  const pixels = new Uint8Array(width * height * 3);
  const pairs = Math.ceil(width / 2);
  for (let i = 0; i < width * height; i++) {
    const [x, y] = [i % width, Math.floor(i / width)];
    const at = (y * pairs + Math.floor(x / 2)) * 4;
    pixels.set([halved[at + (x % 2)]!, halved[at + 2]!, halved[at + 3]!], 3 * i);
  }
  return pixels;
}

async function decompress(
  fragments: Uint8Array,
  data: DataSet,
  bits: number,
): Promise<Uint8Array | Uint16Array> {
  const syntax = data.string("x00020010") ?? "";
  const samples = data.uint16("x00280002") ?? 1;
  const isJpeg = syntax === baseline || lossless.has(syntax);
  const isTorn = isJpeg ? endsTooSoon(fragments) : endsInZeros(fragments);
  if (isTorn) rejectImage("is cut off or damaged: its end is missing or overwritten");
  if (lossless.has(syntax)) {
    if (samples > 1)
      rejectImage("is a DICOM file in colour and lossless JPEG, which is not read: decompress it");
    const { Decoder } = await medicalCodecs().lossless();
    const frame = Uint8Array.from(fragments);
    const out = new Decoder().decode(frame.buffer, 0, frame.length);
    return bits > 8 ? new Uint16Array(out.buffer) : new Uint8Array(out.buffer);
  }
  if (jpeg2000.has(syntax)) return openJpeg(fragments);
  if (syntax === runLength) return decodeRle(fragments, bits, samples);
  if (syntax === baseline && bits === 8) {
    const isRgb = data.string("x00280004") === "RGB";
    const picture = sharp(samples > 1 ? sayColours(fragments, isRgb) : fragments);
    return new Uint8Array(
      await (samples > 1 ? picture.toColourspace("srgb") : picture.extractChannel(0)).raw().toBuffer(),
    );
  }
  return rejectImage(
    `is a DICOM file in a compression that is not read (${syntax}): decompress it, with  gdcmconv --raw  for example`,
  );
}

/** A JPEG stream that says itself whether it is of RGB or YCbCr, where it did not: readers guess. */
function sayColours(jpeg: Uint8Array, isRgb: boolean): Uint8Array {
  if (Buffer.from(jpeg).includes("Adobe")) return jpeg;
  const adobe = Buffer.from("ffee000e41646f626500640000000000", "hex");
  adobe[15] = isRgb ? 0 : 1;
  return Buffer.concat([jpeg.subarray(0, 2), adobe, jpeg.subarray(2)]);
}

/** Some values, from a first one on: fewer where the file ends before. */
function readUncompressed(
  data: DataSet,
  syntax: string,
  bits: number,
  first: number,
  count: number,
): Uint8Array | Uint16Array {
  const element = data.elements["x7fe00010"];
  if (!element) return new Uint8Array(0);
  const all = data.byteArray; // a deflated file's bytes are others than the file's
  const from = all.subarray(element.dataOffset, element.dataOffset + element.length);
  if (bits === 8) {
    const isSwapped = syntax === bigEndian && element.vr === "OW"; // words of two pixels
    const frame = Uint8Array.from(from.subarray(first, first + count));
    return isSwapped ? frame.map((_, i) => from[(first + i) ^ 1] ?? 0) : frame;
  }
  const view = new DataView(from.buffer, from.byteOffset, from.byteLength - (from.byteLength % 2));
  const isLittle = syntax !== bigEndian;
  const length = Math.max(0, Math.min(count, view.byteLength / 2 - first));
  return Uint16Array.from({ length }, (_, i) => view.getUint16(2 * (first + i), isLittle));
}

async function openJpeg(frame: Uint8Array): Promise<Uint8Array | Uint16Array> {
  const { J2KDecoder } = await medicalCodecs().openjpeg();
  const decoder = new J2KDecoder();
  try {
    decoder.getEncodedBuffer(frame.length).set(frame);
    decoder.decode();
    const { bitsPerSample } = decoder.getFrameInfo();
    const out = Uint8Array.from(decoder.getDecodedBuffer());
    return bitsPerSample > 8 ? new Uint16Array(out.buffer) : out;
  } finally {
    decoder.delete();
  }
}

/** A compressed frame: of an only one all fragments, one after the other; else those that belong to it. */
function compressedFrame(data: DataSet, frame: number, frames: number): Uint8Array {
  const element = data.elements["x7fe00010"];
  const fragments = element?.fragments ?? [];
  if (!element || fragments.length === 0) return rejectImage("is a DICOM file without pixels");
  if (frames === 1)
    return Uint8Array.from(readEncapsulatedPixelDataFromFragments(data, element, 0, fragments.length));
  if (fragments.length === frames)
    return Uint8Array.from(readEncapsulatedPixelDataFromFragments(data, element, frame, 1));
  const table = element.basicOffsetTable ?? [];
  const offsets = table.length > 0 ? table : createJPEGBasicOffsetTable(data, element);
  if (offsets.length !== frames) return rejectImage("is a DICOM file whose frames cannot be told apart");
  return Uint8Array.from(readEncapsulatedImageFrame(data, element, frame, offsets));
}
