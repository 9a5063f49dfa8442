import { createHmac, randomBytes } from "node:crypto";
import { inflateRawSync } from "node:zlib";
import { parseDicom, type DataSet } from "dicom-parser";
import { extent } from "../../core/arrays";
import { decodeFrame } from "./decode-frame";
import { rejectImage } from "./reject-image";
import type { Values } from "./apply-window";

/** A slice read from DICOM. */
export interface DicomSlice extends Values {
  /** Stands for the patient: PatientID hashed with a salt of this process, so that it tells patients apart and nothing else. */
  readonly group: string | undefined;
}

const salt = randomBytes(32);

/** Whether a file begins as a DICOM file does. */
export function isDicom(bytes: Uint8Array): boolean {
  return bytes.length > 132 && Buffer.from(bytes.subarray(128, 132)).toString("latin1") === "DICM";
}

/**
 * Reads one slice: stored values times slope plus intercept (Hounsfield units in CT), MONOCHROME1 turned round so that
 * more is brighter. No text of the header leaves this function.
 *
 * @throws UnusableImage without pixels, with several frames, in colour, cut off, or in a compression that is not read
 */
export async function readDicom(bytes: Uint8Array): Promise<DicomSlice> {
  const data = parse(bytes);
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
  const slope = data.floatString("x00281053") ?? 1;
  const intercept = data.floatString("x00281052") ?? 0;
  const values = Float32Array.from(stored, (v) => v * slope + intercept);
  return {
    width,
    height,
    values: photometric === "MONOCHROME1" ? invert(values) : values,
    group: hashPatient(data.string("x00100020")),
  };
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

function hashPatient(patient: string | undefined): string | undefined {
  const id = patient?.trim() ?? "";
  return id === "" ? undefined : createHmac("sha256", salt).update(id).digest("hex").slice(0, 16);
}
