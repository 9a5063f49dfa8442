import { readFile } from "node:fs/promises";
import sharp, { type Metadata } from "sharp";
import { isDicom, readDicom } from "./dicom";
import { isNifti, readNifti } from "./nifti";
import { rejectImage } from "./reject-image";
import { brain, applyWindow, type Values, type Window } from "./apply-window";

/** A decoded image file. */
export interface DecodedImage {
  readonly width: number;
  readonly height: number;
  /** Grey values 0..255, row by row. */
  readonly grey: Uint8Array;
  /** Channels in the file: 1 grey, 2 grey + alpha, 3 RGB, 4 RGBA. */
  readonly channels: number;
  /** Stands for a DICOM file's patient. */
  readonly group?: string;
}

/** The largest width and height read, pixels: CT slices have 512, radiographs about 4,000. */
export const mostPixels = 8192;

/**
 * Reads one PNG, JPEG, TIFF, DICOM or NIfTI file as 8-bit grey values; the last two through a window.
 *
 * Colours become grey as in PIL's "L": (19595 R + 38470 G + 7471 B + 32768) >> 16. Transparent pixels lie on black.
 * 16-bit files are divided by 257. Colour profiles are ignored and EXIF orientation is applied, so that the values
 * are those of the file as every viewer shows it.
 *
 * @param path a file; its content decides about the format, not its name (NIfTI excepted)
 * @param window which values of DICOM and NIfTI are seen; the usual one of a brain by default
 * @throws UnusableImage when it is empty, no such image, cut off, damaged, too large, or has several pages
 */
export async function decode(path: string, window: Window = brain): Promise<DecodedImage> {
  const bytes = await readFile(path).catch((e: NodeJS.ErrnoException) =>
    rejectImage(`cannot be read (${e.code ?? e.message})`),
  );
  if (bytes.length === 0) rejectImage("is empty (0 bytes)");
  if (isDicom(bytes)) {
    const { group, ...slice } = await readDicom(bytes);
    return { ...windowSlice(slice, window), ...(group === undefined ? {} : { group }) };
  }
  if (isNifti(path)) return windowSlice(await readNifti(bytes), window);
  const image = sharp(bytes, { ignoreIcc: true, failOn: "error", limitInputPixels: mostPixels * mostPixels });
  const header = await image
    .metadata()
    .catch(() => rejectImage(isImage(bytes) ? "is cut off or damaged" : "is no PNG, JPEG or TIFF image"));
  check(header);
  const deep = header.depth === "ushort";
  const { data, info } = await image
    .autoOrient()
    .toColourspace(deep ? "rgb16" : "srgb")
    .raw({ depth: deep ? "ushort" : "uchar" })
    .toBuffer({ resolveWithObject: true })
    .catch((e: Error) => rejectImage(`is cut off or damaged (${e.message.split("\n")[0]?.trim() ?? ""})`));
  const values = deep ? new Uint16Array(data.buffer, data.byteOffset, data.length / 2) : data;
  return {
    width: info.width,
    height: info.height,
    grey: greyOf(values, info.channels, deep ? 65535 : 255),
    channels: header.channels,
  };
}

function check(header: Metadata): void {
  const { format, width, height, depth, pages = 1 } = header;
  if (!["png", "jpeg", "tiff"].includes(format)) rejectImage(`holds the format ${format}`);
  if (width > mostPixels || height > mostPixels) rejectImage(`is ${width}x${height} pixels`);
  if (pages > 1) rejectImage(`holds ${pages} pages`);
  if (depth !== "uchar" && depth !== "ushort") rejectImage(`holds ${depth} values`);
}

/** Whether a file begins as a PNG, JPEG or TIFF does. */
function isImage(bytes: Buffer): boolean {
  return ["89504e47", "ffd8ff", "49492a00", "4d4d002a"].some((begin) =>
    bytes.toString("hex", 0, 4).startsWith(begin),
  );
}

function greyOf(values: Uint8Array | Uint16Array, channels: number, white: number): Uint8Array {
  const grey = new Uint8Array(values.length / channels);
  const scale = (white / 255) * 65536;
  for (let i = 0, at = 0; i < grey.length; i++, at += channels) {
    const luma = 19595 * (values[at] ?? 0) + 38470 * (values[at + 1] ?? 0) + 7471 * (values[at + 2] ?? 0);
    const opacity = channels === 4 ? (values[at + 3] ?? 0) / white : 1;
    grey[i] = Math.floor((luma * opacity) / scale + 0.5);
  }
  return grey;
}

function windowSlice({ width, height, values }: Values, window: Window): DecodedImage {
  if (width > mostPixels || height > mostPixels) rejectImage(`is ${width}x${height} pixels`);
  return { width, height, grey: applyWindow(values, window), channels: 1 };
}
