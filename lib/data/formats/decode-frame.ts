import { readEncapsulatedPixelDataFromFragments, type DataSet } from "dicom-parser";
import sharp from "sharp";
import { medicalCodecs } from "./medical-codecs";
import { decodeRle } from "./decode-rle";
import { rejectImage } from "./reject-image";

/** Side lengths of a slice, pixels. */
interface Size {
  readonly width: number;
  readonly height: number;
}

const bigEndian = "1.2.840.10008.1.2.2";
const plain = new Set(["1.2.840.10008.1.2", "1.2.840.10008.1.2.1", "1.2.840.10008.1.2.1.99", bigEndian]);
const lossless = new Set(["1.2.840.10008.1.2.4.57", "1.2.840.10008.1.2.4.70"]);
const jpeg2000 = new Set(["1.2.840.10008.1.2.4.90", "1.2.840.10008.1.2.4.91"]);
const runLength = "1.2.840.10008.1.2.5";
const baseline = "1.2.840.10008.1.2.4.50";

/** The stored values of a DICOM file's only frame, signs applied. @throws UnusableImage for what is not read */
export async function decodeFrame(data: DataSet, size: Size): Promise<Int32Array> {
  const syntax = data.string("x00020010") ?? "1.2.840.10008.1.2";
  const bits = data.uint16("x00280100") ?? 16;
  const used = data.uint16("x00280101") ?? bits;
  if (bits !== 8 && bits !== 16) rejectImage(`is a DICOM file of ${bits} bits a pixel`);
  const isSigned = data.uint16("x00280103") === 1;
  const count = size.width * size.height;
  const raw = await rawValues(data, syntax, bits);
  if (raw.length < count) rejectImage("is cut off: its DICOM pixels are fewer than its rows times columns");
  const shift = 32 - used; // moves the sign of the bits in use to where JavaScript has it, and back
  return Int32Array.from(raw.subarray(0, count), (v) =>
    isSigned ? (v << shift) >> shift : v & (2 ** used - 1),
  );
}

async function rawValues(data: DataSet, syntax: string, bits: number): Promise<Uint8Array | Uint16Array> {
  if (plain.has(syntax)) return readUncompressed(data, syntax, bits);
  const fragments = compressedFrame(data);
  if (lossless.has(syntax)) {
    const { Decoder } = await medicalCodecs().lossless();
    const frame = Uint8Array.from(fragments);
    const out = new Decoder().decode(frame.buffer, 0, frame.length);
    return bits > 8 ? new Uint16Array(out.buffer) : new Uint8Array(out.buffer);
  }
  if (jpeg2000.has(syntax)) return openJpeg(fragments);
  if (syntax === runLength) return decodeRle(fragments, bits);
  if (syntax === baseline && bits === 8)
    return new Uint8Array(await sharp(fragments).extractChannel(0).raw().toBuffer());
  return rejectImage(
    `is a DICOM file in a compression that is not read (${syntax}): decompress it, with  gdcmconv --raw  for example`,
  );
}

function readUncompressed(data: DataSet, syntax: string, bits: number): Uint8Array | Uint16Array {
  const element = data.elements["x7fe00010"];
  if (!element) return new Uint8Array(0);
  const all = data.byteArray; // a deflated file's bytes are others than the file's
  const from = all.subarray(element.dataOffset, element.dataOffset + element.length);
  if (bits === 8) return Uint8Array.from(from);
  const view = new DataView(from.buffer, from.byteOffset, from.byteLength - (from.byteLength % 2));
  const isLittle = syntax !== bigEndian;
  return Uint16Array.from({ length: view.byteLength / 2 }, (_, i) => view.getUint16(2 * i, isLittle));
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

/** The compressed frame of a DICOM file of one frame: all of its fragments, one after the other. */
function compressedFrame(data: DataSet): Uint8Array {
  const element = data.elements["x7fe00010"];
  const fragments = element?.fragments ?? [];
  if (!element || fragments.length === 0) return rejectImage("is a DICOM file without pixels");
  return Uint8Array.from(readEncapsulatedPixelDataFromFragments(data, element, 0, fragments.length));
}
