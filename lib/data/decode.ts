import { readFile } from "node:fs/promises";
import sharp, { type Metadata } from "sharp";

/** A decoded image file. */
export interface Picture {
  readonly width: number;
  readonly height: number;
  /** Grey values 0..255, row by row. */
  readonly grey: Uint8Array;
  /** Channels in the file: 1 grey, 2 grey + alpha, 3 RGB, 4 RGBA. */
  readonly channels: number;
}

/** The largest width and height read, pixels: CT slices have 512, radiographs about 4,000. */
export const mostPixels = 8192;

/** An image file that cannot be used; `message` says what is there, without the file's name. */
export class UnusableImage extends Error {
  override name = "UnusableImage";
}

/**
 * Reads one PNG, JPEG or TIFF file as 8-bit grey values.
 *
 * Colours become grey as in PIL's "L": (19595 R + 38470 G + 7471 B + 32768) >> 16. Transparent pixels lie on black.
 * 16-bit files are divided by 257. Colour profiles are ignored and EXIF orientation is applied, so that the values
 * are those of the file as every viewer shows it.
 *
 * @param path a file; its content decides about the format, not its name
 * @throws UnusableImage when it is empty, no such image, cut off, damaged, too large, or has several pages
 */
export async function decode(path: string): Promise<Picture> {
  const bytes = await readFile(path).catch((e: NodeJS.ErrnoException) =>
    unusable(`cannot be read (${e.code ?? e.message})`),
  );
  if (bytes.length === 0) unusable("is empty (0 bytes)");
  const image = sharp(bytes, { ignoreIcc: true, failOn: "error", limitInputPixels: mostPixels * mostPixels });
  const header = await image
    .metadata()
    .catch(() => unusable(isImage(bytes) ? "is cut off or damaged" : "is no PNG, JPEG or TIFF image"));
  check(header);
  const deep = header.depth === "ushort";
  const { data, info } = await image
    .autoOrient()
    .toColourspace(deep ? "rgb16" : "srgb")
    .raw({ depth: deep ? "ushort" : "uchar" })
    .toBuffer({ resolveWithObject: true })
    .catch((e: Error) => unusable(`is cut off or damaged (${e.message.split("\n")[0]?.trim() ?? ""})`));
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
  if (!["png", "jpeg", "tiff"].includes(format)) unusable(`holds the format ${format}`);
  if (width > mostPixels || height > mostPixels) unusable(`is ${width}x${height} pixels`);
  if (pages > 1) unusable(`holds ${pages} pages`);
  if (depth !== "uchar" && depth !== "ushort") unusable(`holds ${depth} values`);
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

function unusable(found: string): never {
  throw new UnusableImage(found);
}
