import { createHmac, randomBytes } from "node:crypto";
import { inflateRawSync } from "node:zlib";
import { parseDicom, type DataSet } from "dicom-parser";
import { extent, quantile } from "../../core/arrays";
import { decodeFrame } from "./decode-frame";
import { rejectImage } from "./reject-image";
import { windowSlice, type Values } from "./apply-window";
import { brain, type Window } from "./window";
import type { ImageFormat } from "./image-format";

/** A slice read from DICOM. */
export interface DicomSlice extends Values {
  /** Stands for the patient: PatientID hashed with a salt of this process, so that it tells patients apart and nothing else. */
  readonly group: string | undefined;
  /** Stands for the study, likewise: StudyInstanceUID. */
  readonly study: string | undefined;
  /** The window that suits it: a brain's for CT, else the first one of its header, else from its 1st to its 99th percentile. */
  readonly ownWindow: Window;
}

const salt = randomBytes(32);

/** DICOM, with its preamble or without: many scanners and old archives leave it away. */
export const dicom: ImageFormat = {
  name: "DICOM",
  extensions: ["dcm", "dicom"],
  sniff: (begin) => isPart10(begin) || bareSyntax(begin) !== undefined,
  decode: async (bytes, window) => {
    const { group, study, ownWindow, ...slice } = await readDicom(bytes);
    return {
      ...windowSlice(slice, window ?? ownWindow),
      ...(group === undefined ? {} : { group }),
      ...(study === undefined ? {} : { study }),
    };
  },
};

/** Whether a file begins as DICOM's files do: 128 bytes of anything, then DICM. */
function isPart10(bytes: Uint8Array): boolean {
  return bytes.length > 132 && Buffer.from(bytes.subarray(128, 132)).toString("latin1") === "DICM";
}

/**
 * Reads one slice: stored values times slope plus intercept (Hounsfield units in CT), MONOCHROME1 turned round so that
 * more is brighter. No text of the header leaves this function.
 *
 * @throws UnusableImage without pixels, with several frames, in colour, cut off, or in a compression that is not read
 */
export async function readDicom(bytes: Uint8Array): Promise<DicomSlice> {
  const data = parse(isPart10(bytes) ? bytes : withPreamble(bytes));
  const element = data.elements["x7fe00010"];
  if (!element) rejectImage("is a DICOM file without pixels");
  const frames = data.intString("x00280008") ?? 1;
  if (frames > 1) rejectImage(`is a DICOM file of ${frames} frames: save each slice as a file of its own`);
  const [height = 0, width = 0] = [data.uint16("x00280010"), data.uint16("x00280011")];
  const photometric = data.string("x00280004") ?? "";
  if ((data.uint16("x00280002") ?? 1) !== 1)
    rejectImage("is a DICOM file in colour: one grey channel is needed");
  if (!/^MONOCHROME[12]$/.test(photometric))
    rejectImage(`is a DICOM file of ${photometric || "unknown"} pixels`);
  const stored = await decodeFrame(data, { width, height });
  const slope = numberOf(data, "x00281053", "x00289145") ?? 1;
  const intercept = numberOf(data, "x00281052", "x00289145") ?? 0;
  const upright = Float32Array.from(stored, (v) => v * slope + intercept);
  const values = photometric === "MONOCHROME1" ? invert(upright) : upright;
  blackenPadding(data, stored, values);
  return {
    width,
    height,
    values,
    ownWindow: findWindow(data, values, photometric === "MONOCHROME1"),
    group: hashId(data.string("x00100020")),
    study: hashId(data.string("x0020000d")),
  };
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

/** Hounsfield units have a usual window; what another modality's numbers mean, its file or they themselves tell. */
function findWindow(data: DataSet, values: Float32Array, isInverted: boolean): Window {
  if (["CT", undefined].includes(data.string("x00080060"))) return brain;
  const center = numberOf(data, "x00281050", "x00289132");
  const width = numberOf(data, "x00281051", "x00289132");
  if (center !== undefined && width !== undefined && width > 0) {
    const [low, high] = extent(values);
    return {
      center: isInverted ? low + high - center : center,
      width,
      name: "the first window of each file",
    };
  }
  const [low, high] = [quantile(values, 0.01), quantile(values, 0.99)];
  const name = "from the 1st to the 99th percentile of each file's values";
  return { center: (low + high) / 2, width: Math.max(high - low, 1e-6), name };
}

/**
 * A number of the header, or, as enhanced objects keep it, of the functional groups of the only frame or of all frames.
 * @param macro the sequence within these groups that holds it
 */
function numberOf(data: DataSet, tag: string, macro: string): number | undefined {
  const groups = ["x52009230", "x52009229"].map((group) => itemOf(itemOf(data, group), macro));
  return [data, ...groups].map((set) => set?.floatString(tag)).find((value) => value !== undefined);
}

function itemOf(data: DataSet | undefined, sequence: string): DataSet | undefined {
  return data?.elements[sequence]?.items?.[0]?.dataSet;
}

/** Gives pixels outside of the picture, which PixelPaddingValue marks, the lowest value of those inside. */
function blackenPadding(data: DataSet, stored: Int32Array, values: Float32Array): void {
  const isSigned = data.uint16("x00280103") === 1;
  const read = (tag: string): number | undefined => (isSigned ? data.int16(tag) : data.uint16(tag));
  const from = read("x00280120");
  if (from === undefined) return;
  const to = read("x00280121") ?? from;
  const isPadding = (v: number): boolean => v >= Math.min(from, to) && v <= Math.max(from, to);
  let lowest = Infinity;
  for (const [i, v] of stored.entries()) if (!isPadding(v)) lowest = Math.min(lowest, values[i]!);
  if (lowest < Infinity) for (const [i, v] of stored.entries()) if (isPadding(v)) values[i] = lowest;
}

function parse(bytes: Uint8Array): DataSet {
  try {
    return parseDicom(bytes, { inflater: inflate });
  } catch {
    return rejectImage("is a damaged or cut off DICOM file"); // the parser's words might quote the header
  }
}

/** The deflated transfer syntax: all behind the file's first part is compressed. */
function inflate(bytes: Uint8Array, position: number): Uint8Array {
  return Buffer.concat([bytes.subarray(0, position), inflateRawSync(bytes.subarray(position))]);
}

/** Black and white change places; the range stays. */
function invert(values: Float32Array): Float32Array {
  const [low, high] = extent(values);
  return values.map((v) => low + high - v);
}

/** Ids that anonymising programs write in place of one. */
const placeholder =
  /^(anon|anonymi[sz]ed|anonymous|de-?identified|unknown|none|null|n\/?a|removed|deleted|patient|x+|0+|-+)$/i;

function hashId(text: string | undefined): string | undefined {
  const id = text?.trim() ?? "";
  return id === "" || placeholder.test(id)
    ? undefined
    : createHmac("sha256", salt).update(id).digest("hex").slice(0, 16);
}
