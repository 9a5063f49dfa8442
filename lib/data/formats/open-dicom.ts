import { inflateRawSync } from "node:zlib";
import { parseDicom, type DataSet } from "dicom-parser";
import { rejectImage } from "./reject-image";

/** Whether a file is DICOM by its first bytes: with its preamble or without, as many scanners and old archives have it. */
export function isDicom(begin: Uint8Array): boolean {
  return isPart10(begin) || bareSyntax(begin) !== undefined;
}

/** The header of a file, up to its pixels. @throws UnusableImage when it is damaged */
export function openDicom(bytes: Uint8Array): DataSet {
  return parse(isPart10(bytes) ? bytes : withPreamble(bytes));
}

/** Whether a file begins as DICOM's files do: 128 bytes of anything, then DICM. */
export function isPart10(bytes: Uint8Array): boolean {
  return bytes.length > 132 && Buffer.from(bytes.subarray(128, 132)).toString("latin1") === "DICM";
}

const [implicit, explicit, bigEndian] = ["1.2.840.10008.1.2", "1.2.840.10008.1.2.1", "1.2.840.10008.1.2.2"];

/** The transfer syntax of a data set without a preamble, by its first element, of group 8; "meta" where that is of
 * group 2 and the syntax follows; undefined where it is no DICOM. */
function bareSyntax(begin: Uint8Array): string | undefined {
  if (begin.length < 16) return undefined;
  const view = new DataView(begin.buffer, begin.byteOffset, begin.byteLength);
  const kind = Buffer.from(begin.subarray(4, 6)).toString("latin1");
  const isKind = /^(AE|AS|CS|DA|DS|DT|IS|LO|LT|OB|OW|PN|SH|SQ|ST|TM|UI|UL|UN|US|UT)$/.test(kind);
  const isShort = (length: number): boolean => length % 2 === 0 && length < Math.min(256, begin.length);
  const [group, element] = [view.getUint16(0, true), view.getUint16(2, true)];
  if (group === 2 && element < 0x20 && isKind) return "meta";
  if (group === 8 && element < 0x70) {
    if (isKind) return explicit;
    return isShort(view.getUint32(4, true)) ? implicit : undefined;
  }
  return view.getUint16(0, false) === 8 && view.getUint16(2, false) < 0x70 && isKind ? bigEndian : undefined;
}

/** A data set without preamble as a file with one, its transfer syntax said. */
function withPreamble(bytes: Uint8Array): Uint8Array {
  const syntax = bareSyntax(bytes);
  const start = Buffer.concat([Buffer.alloc(128), Buffer.from("DICM")]);
  if (syntax === undefined) return rejectImage("is a damaged or cut off DICOM file");
  if (syntax === "meta") return Buffer.concat([start, bytes]);
  const value = Buffer.from(syntax.length % 2 === 0 ? syntax : `${syntax}\0`, "latin1");
  const element = Buffer.from([2, 0, 0x10, 0, 0x55, 0x49, value.length, 0]); // (0002,0010) UI
  return Buffer.concat([start, element, value, bytes]);
}

/** Names the kind OV of extended offset tables, which the parser does not know, as OB, which lies alike. */
function withoutOv(bytes: Uint8Array): Uint8Array {
  const at = ["e07f01004f56", "e07f02004f56"].map((hex) =>
    Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength).indexOf(hex, 0, "hex"),
  );
  if (at.every((place) => place < 0)) return bytes;
  const copy = Uint8Array.from(bytes);
  for (const place of at) if (place >= 0) copy[place + 5] = 0x42; // "B"
  return copy;
}

/** The elements of a file; those up to plain pixels where only what lies behind them, such as filling, is none. */
function parse(bytes: Uint8Array): DataSet {
  const known = withoutOv(bytes);
  try {
    return parseDicom(known, { inflater: inflate });
  } catch {
    return parseToPixels(known); // the parser's words might quote the header
  }
}

function parseToPixels(bytes: Uint8Array): DataSet {
  try {
    const data = parseDicom(bytes, { inflater: inflate, untilTag: "x7fe00010" });
    const pixels = data.elements["x7fe00010"];
    if (pixels && !pixels.hadUndefinedLength && pixels.dataOffset + pixels.length <= data.byteArray.length)
      return data;
  } catch {
    // told below
  }
  return rejectImage("is a damaged or cut off DICOM file");
}

/** The deflated transfer syntax: all behind the file's first part is compressed. */
function inflate(bytes: Uint8Array, position: number): Uint8Array {
  return Buffer.concat([bytes.subarray(0, position), inflateRawSync(bytes.subarray(position))]);
}
