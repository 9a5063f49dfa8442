import sharp, { type Metadata } from "sharp";
import { maxSide, beginsWith, type DecodedImage, type ImageFormat } from "./image-format";
import { rejectImage } from "./reject-image";

/** Formats of pictures that sharp reads: their values are brightness, 8 or 16 bits. */
const picture = (name: string, extensions: readonly string[], ...begins: readonly string[]): ImageFormat => ({
  name,
  extensions,
  sniff: (begin) => beginsWith(begin, ...begins),
  decode: decodePicture,
});

export const png = picture("PNG", ["png"], "89504e47");
export const jpeg = picture("JPEG", ["jpg", "jpeg", "jpe", "jfif"], "ffd8ff");
export const tiff = picture("TIFF", ["tif", "tiff"], "49492a00", "4d4d002a", "49492b00", "4d4d002b");
export const webp = picture("WebP", ["webp"], "52494646........57454250");
/** The first picture of an animation is read. */
export const gif = picture("GIF", ["gif"], "474946383[79]61");

/**
 * Colours become grey as in PIL's "L": (19595 R + 38470 G + 7471 B + 32768) >> 16. Transparent pixels lie on black.
 * 16-bit files are divided by 257. Colour profiles are ignored and EXIF orientation is applied, so that the values
 * are those of the file as every viewer shows it.
 */
async function decodePicture(bytes: Uint8Array): Promise<DecodedImage> {
  const image = sharp(bytes, { ignoreIcc: true, failOn: "error", limitInputPixels: maxSide * maxSide });
  const header = await image.metadata().catch(() => rejectImage("is cut off or damaged"));
  checkHeader(header);
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
    grey: toGrey(values, info.channels, deep ? 65535 : 255),
    channels: header.channels,
    ...(deep ? { range: "16 bits, divided by 257" } : {}),
  };
}

function checkHeader({ format, width, height, depth, pages = 1 }: Metadata): void {
  if (width > maxSide || height > maxSide) rejectImage(`is ${width}x${height} pixels`);
  if (pages > 1 && format === "tiff") rejectImage(`holds ${pages} pages`);
  if (depth !== "uchar" && depth !== "ushort") rejectImage(`holds ${depth} values`);
}

/**
 * Colours as grey 0..255.
 * @param channels 3 (RGB) or 4 (RGBA)
 * @param white the largest value: 255 or 65535
 */
export function toGrey(values: Uint8Array | Uint16Array, channels: number, white: number): Uint8Array {
  const grey = new Uint8Array(values.length / channels);
  const scale = (white / 255) * 65536;
  for (let i = 0, at = 0; i < grey.length; i++, at += channels) {
    const luma = 19595 * (values[at] ?? 0) + 38470 * (values[at + 1] ?? 0) + 7471 * (values[at + 2] ?? 0);
    const opacity = channels === 4 ? (values[at + 3] ?? 0) / white : 1;
    grey[i] = Math.floor((luma * opacity) / scale + 0.5);
  }
  return grey;
}
