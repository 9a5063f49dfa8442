import { createHmac, randomBytes } from "node:crypto";
import type { DataSet } from "dicom-parser";
import { extent, quantile } from "../../core/arrays";
import { namesNobody } from "../names-nobody";
import { colourToGrey, isColour } from "./colour-to-grey";
import { decodeFrame, isRgbAfter } from "./decode-frame";
import { lookUp, readLookupTable } from "./lookup-table";
import { isDicom, openDicom } from "./open-dicom";
import { pixelAspect } from "./pixel-aspect";
import { rejectImage } from "./reject-image";
import { applyWindow, windowSlice, type Values } from "./apply-window";
import { brain, type Window } from "./window";
import { maxSide, type DecodedImage, type ImageFormat } from "./image-format";

/** A slice read from DICOM. */
export interface DicomSlice extends Values {
  /** Stands for the patient: PatientID hashed with a salt of this process, so that it tells patients apart and nothing else. */
  readonly group: string | undefined;
  /** Stands for the study, likewise: StudyInstanceUID. */
  readonly study: string | undefined;
  /** The window that suits it: a brain's for CT, else the first one of its header, else from its 1st to its 99th percentile. */
  readonly ownWindow: Window;
  /** Its grey levels where no window makes them: by a VOI table of its header, or of colours. */
  readonly own?: Pick<DecodedImage, "grey" | "channels" | "range"> | undefined;
  /** Of MONOCHROME1: least plus largest value, from which each was subtracted. */
  readonly mirror?: number | undefined;
  /** Why its values may not be what they are taken for. */
  readonly doubt?: string | undefined;
}

/** Modalities whose slices are grey. */
const inGrey = /^(CT|MR|CR|DX|MG|PT|NM)$/;
const coloured =
  "are DICOM in colour of a modality that is grey: reports, screen captures or maps of colours? Move them away if they are no slices";

const salt = randomBytes(32);

/** DICOM, with its preamble or without: many scanners and old archives leave it away. */
export const dicom: ImageFormat = {
  name: "DICOM",
  extensions: ["dcm", "dicom"],
  sniff: isDicom,
  decode: (bytes, window) => decodeDicom(openDicom(bytes), window),
  open: (bytes) => {
    const data = openDicom(bytes); // once for all frames
    return Promise.resolve({
      count: framesOf(data),
      kind: "frames",
      decode: (frame, window) => decodeDicom(data, window, frame),
    });
  },
};

async function decodeDicom(data: DataSet, window?: Window, frame?: number): Promise<DecodedImage> {
  const { group, study, ownWindow, own, doubt, mirror, ...slice } = await readFrame(data, frame);
  const { width, height } = slice;
  return {
    ...(own && (own.channels > 1 || !window)
      ? { width, height, ...own, ...(slice.aspect === undefined ? {} : { aspect: slice.aspect }) }
      : windowSlice(slice, window ? turned(window, mirror) : ownWindow)),
    ...(doubt === undefined || window ? {} : { doubt }),
    ...(group === undefined ? {} : { group }),
    ...(study === undefined ? {} : { study }),
  };
}

function framesOf(data: DataSet): number {
  return Math.max(1, data.intString("x00280008") ?? 1);
}

/**
 * Reads one slice: stored values by the header's modality table, else times slope plus intercept (Hounsfield units in
 * CT), MONOCHROME1 turned round so that more is brighter; colours as grey. No text of the header leaves this function.
 *
 * @param frame which of several, from 0
 * @throws UnusableImage without pixels, with several frames of which none is chosen, cut off, of colours or in a
 *   compression that is not read, and for CT whose values are wrapped
 */
export async function readDicom(bytes: Uint8Array, frame?: number): Promise<DicomSlice> {
  return readFrame(openDicom(bytes), frame);
}

async function readFrame(data: DataSet, frame?: number): Promise<DicomSlice> {
  if (data.elements["x7fe00008"] ?? data.elements["x7fe00009"])
    rejectImage(
      "is a DICOM file of floating-point pixels, which is not read: save it as NIfTI or whole numbers",
    );
  if (!data.elements["x7fe00010"]) rejectImage("is a DICOM file without pixels");
  if (/\bMOSAIC\b/.test(data.string("x00080008") ?? ""))
    rejectImage(
      "is a DICOM mosaic, many slices in one picture: convert it to NIfTI, with dcm2niix for example",
    );
  const frames = framesOf(data);
  if (frames > 1 && frame === undefined)
    rejectImage(`is a DICOM file of ${frames} frames: save each slice as a file of its own`);
  const [height = 0, width = 0] = [data.uint16("x00280010"), data.uint16("x00280011")];
  if (width > maxSide || height > maxSide) rejectImage(`is ${width}x${height} pixels`);
  const photometric = data.string("x00280004") ?? "";
  const isInColour = isColour(photometric, data.uint16("x00280002") ?? 1);
  const stored = await decodeFrame(data, { width, height, frame, frames });
  const aspect = aspectOf(data, frame);
  const names = {
    ...(aspect === undefined ? {} : { aspect }),
    group: hashId(data.string("x00100020")),
    study: hashId(data.string("x0020000d")),
  };
  if (isInColour) {
    const grey = colourToGrey(data, photometric, stored, isRgbAfter(data));
    const ownWindow = { center: 127.5, width: 255 };
    return {
      width,
      height,
      values: Float32Array.from(grey),
      ownWindow,
      own: { grey, channels: 3, range: `colours of DICOM (${photometric})` },
      ...(inGrey.test(data.string("x00080060") ?? "") ? { doubt: coloured } : {}),
      ...names,
    };
  }
  refuseWrapped(data, stored, numberOf(data, "x00281052", "x00289145", frame) ?? 0);
  const upright = rescale(data, stored, frame);
  const isInverted = photometric === "MONOCHROME1";
  const own = byVoiTable(data, upright, isInverted);
  const [low, high] = extent(upright);
  const mirror = isInverted ? low + high : undefined;
  const values = mirror === undefined ? upright : upright.map((v) => mirror - v);
  blackenPadding(data, stored, values);
  return {
    width,
    height,
    values,
    ownWindow: findWindow(data, values, mirror, frame),
    own,
    mirror,
    doubt: doubtOf(data, values, mirror),
    ...names,
  };
}

/** The form of a pixel, by the first of the spacings of a header that is there, else by its ratio. */
function aspectOf(data: DataSet, frame?: number): number | undefined {
  const holder = groupsOf(data, "x00289110", frame).find(
    (set) => set?.floatString("x00280030") !== undefined,
  );
  const found = [
    [holder, "x00280030"], // PixelSpacing
    [data, "x00181164"], // ImagerPixelSpacing
    [data, "x00182010"], // NominalScannedPixelSpacing
    [data, "x00280034"], // PixelAspectRatio
  ] as const;
  const known = found.find(([set, tag]) => set?.floatString(tag, 1) !== undefined);
  return known && pixelAspect(known[0]?.floatString(known[1], 0), known[0]?.floatString(known[1], 1));
}

/** Stored values as the scanner means them. */
function rescale(data: DataSet, stored: Int32Array, frame?: number): Float32Array {
  const table = itemOf(data, "x00283000");
  if (table) {
    const lut = readLookupTable(table, "x00283002", "x00283006", data.uint16("x00280103") === 1);
    return Float32Array.from(stored, (v) => lookUp(lut, v));
  }
  const slope = numberOf(data, "x00281053", "x00289145", frame) ?? 1;
  const intercept = numberOf(data, "x00281052", "x00289145", frame) ?? 0;
  return Float32Array.from(stored, (v) => v * slope + intercept);
}

/** Grey levels by the first VOI table of a header, which goes before its windows; none for CT. */
function byVoiTable(data: DataSet, values: Float32Array, isInverted: boolean): DicomSlice["own"] {
  const table = itemOf(data, "x00283010");
  if (!table || isCt(data)) return undefined;
  const isSigned = data.uint16("x00280103") === 1 || extent(values)[0] < 0;
  const lut = readLookupTable(table, "x00283002", "x00283006", isSigned);
  const white = 2 ** lut.bits - 1;
  const seen = Float32Array.from(values, (v) => (isInverted ? white - lookUp(lut, v) : lookUp(lut, v)));
  const grey = applyWindow(seen, { center: white / 2, width: white });
  return { grey, channels: 1, range: "the VOI table of each file" };
}

/** Hounsfield units; a file that names no modality is taken for CT. */
function isCt(data: DataSet): boolean {
  return ["CT", undefined].includes(data.string("x00080060"));
}

/** @throws UnusableImage for CT of unsigned values whose negative ones lie just below the largest that the bits hold */
function refuseWrapped(data: DataSet, stored: Int32Array, intercept: number): void {
  const range = 2 ** (data.uint16("x00280101") ?? 16);
  const isUnsigned = data.uint16("x00280103") !== 1;
  if (data.string("x00080060") !== "CT" || !isUnsigned || intercept <= -100) return;
  const wrapped = stored.filter((v) => v >= range - 1100 && v < range - 1).length;
  if (range >= 4096 && wrapped > 0.05 * stored.length)
    rejectImage(
      `is a CT whose values below 0 were wrapped: they lie just below ${range}. Subtract ${range} from them and save it with signed values`,
    );
}

/** Why the values of a CT can hardly be Hounsfield units. */
function doubtOf(data: DataSet, values: Float32Array, mirror?: number): string | undefined {
  const [least, most] = extent(values);
  const [low, high] = mirror === undefined ? [least, most] : [mirror - most, mirror - least];
  return isCt(data) && low >= 0 && high > 200
    ? "are CT without a value below 0, hardly Hounsfield units: does the header lack its rescale? Set data.windowCenter and data.windowWidth"
    : undefined;
}

/** Hounsfield units have a usual window; what another modality's numbers mean, its file or they themselves tell. */
function findWindow(data: DataSet, values: Float32Array, mirror?: number, frame?: number): Window {
  if (isCt(data)) return turned(brain, mirror);
  const center = numberOf(data, "x00281050", "x00289132", frame);
  const width = numberOf(data, "x00281051", "x00289132", frame);
  if (center !== undefined && width !== undefined && width > 0) {
    const shape = functionOf(data, frame);
    const isExact = shape !== "LINEAR" || width < 1;
    const own = {
      center: isExact ? center : center - 0.5, // LINEAR: PS3.3, C.11.2.1.2.1
      width: isExact ? width : Math.max(width - 1, 1e-6),
      name: "the first window of each file",
      isSigmoid: shape === "SIGMOID",
    };
    return turned(own, mirror);
  }
  const [low, high] = [quantile(values, 0.01), quantile(values, 0.99)];
  const name = "from the 1st to the 99th percentile of each file's values";
  return { center: (low + high) / 2, width: Math.max(high - low, 1e-6), name };
}

/** A window of values that were subtracted from `mirror`, such as those of MONOCHROME1. */
function turned(window: Window, mirror?: number): Window {
  const name = window.name ?? `window ${window.center}/${window.width}`;
  return mirror === undefined ? window : { ...window, center: mirror - window.center, name };
}

/** VOI LUT Function: LINEAR, LINEAR_EXACT or SIGMOID. */
function functionOf(data: DataSet, frame?: number): string {
  const said = groupsOf(data, "x00289132", frame).map((set) => set?.string("x00281056"));
  return said.find((word) => word !== undefined && word !== "") ?? "LINEAR";
}

/**
 * A number of the functional groups of a frame or of all frames, where enhanced objects keep it, or of the header.
 * @param macro the sequence within these groups that holds it
 * @throws UnusableImage where it is no number: "1,5" would be read as 1
 */
function numberOf(data: DataSet, tag: string, macro: string, frame?: number): number | undefined {
  const [text] = groupsOf(data, macro, frame).flatMap((set) => set?.string(tag, 0) || []);
  if (text === undefined) return undefined;
  const value = Number(text);
  if (!Number.isFinite(value))
    rejectImage(
      "has a slope, an intercept or a window in its header that is no number such as 1.5 (with a decimal comma, perhaps): correct it there",
    );
  return value;
}

/** The functional groups of a frame and of all frames, as far as they hold a macro, then the header: the nearest first. */
function groupsOf(data: DataSet, macro: string, frame = 0): (DataSet | undefined)[] {
  const groups = [itemOf(data, "x52009230", frame), itemOf(data, "x52009229")];
  return [...groups.map((of) => itemOf(of, macro)), data];
}

function itemOf(data: DataSet | undefined, sequence: string, index = 0): DataSet | undefined {
  return data?.elements[sequence]?.items?.[index]?.dataSet;
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

/** Ids that scanners and programs write in place of one, beside those of `namesNobody`. */
const blankId = /^(patient|x+|0+)$/i;

function hashId(text: string | undefined): string | undefined {
  const id = text?.trim() ?? "";
  return id === "" || namesNobody(id) || blankId.test(id)
    ? undefined
    : createHmac("sha256", salt).update(id.toLowerCase()).digest("hex").slice(0, 16);
}
