import sharp, { type Metadata, type Sharp } from "sharp";
import { endsTooSoon } from "./ends-too-soon";
import { isAnimatedPng } from "./is-animated-png";
import { maxSide, beginsWith, type DecodedImage, type DeepImage, type ImageFormat } from "./image-format";
import { rejectImage } from "./reject-image";

/** Formats of pictures that sharp reads: their values are brightness, 8 or 16 bits. */
const picture = (name: string, extensions: readonly string[], ...begins: readonly string[]): ImageFormat => ({
  name,
  extensions,
  sniff: (begin) => beginsWith(begin, ...begins),
  decode: (bytes) => decodePicture(bytes),
});

export const png = picture("PNG", ["png"], "89504e47");
export const jpeg = picture("JPEG", ["jpg", "jpeg", "jpe", "jfif"], "ffd8ff");
export const webp = picture("WebP", ["webp"], "52494646........57454250");
/** The first picture of an animation is read. */
export const gif = picture("GIF", ["gif"], "474946383[79]61");

/** Kinds of values that sharp finds in a file, and as what they are read. */
const depths: Readonly<Record<string, "uchar" | "ushort" | "float" | "double">> = {
  uchar: "uchar",
  char: "float",
  ushort: "ushort",
  short: "float",
  uint: "double",
  int: "double",
  float: "float",
  double: "double",
};

/**
 * Colours become grey as in PIL's "L": (19595 R + 38470 G + 7471 B + 32768) >> 16. Transparent pixels lie on black.
 * Values of more than 8 bits stay as they are: `showBySet` finds their white. Colour profiles are ignored
 * and EXIF orientation is applied, so that the values are those of the file as every viewer shows it.
 *
 * @param page of a TIFF file
 * @param isOpaque whether a last channel is none of transparency, and is left away
 */
export async function decodePicture(
  bytes: Uint8Array,
  page = 0,
  isOpaque = false,
): Promise<DecodedImage | DeepImage> {
  if (endsTooSoon(bytes)) rejectImage("is cut off or damaged: its end is missing or overwritten");
  const picture = await decodeStrictly(bytes, { page, isOpaque, failOn: "warning" }).catch(() => undefined);
  if (picture) return picture;
  return { ...(await decodeStrictly(bytes, { page, isOpaque, failOn: "error" })), doubt: strange };
}

/** Where a decoder warns, but shows a picture. */
const strange = "may be damaged: the decoder warns of bytes that do not fit";

/** Where a file is an animation. */
const several =
  "hold several pictures, of which the first is read: if others are meant, save them one by one";

/** Decodes a picture, or throws for what is wrong with it; by `failOn` also for what may be. */
async function decodeStrictly(
  bytes: Uint8Array,
  { page, isOpaque, failOn }: { page: number; isOpaque: boolean; failOn: "warning" | "error" },
): Promise<DecodedImage | DeepImage> {
  const open = (): Sharp => {
    const image = sharp(bytes, { ...pictureOptions, failOn, page });
    return isOpaque ? image.removeAlpha() : image;
  };
  const header = await open()
    .metadata()
    .catch(() => rejectImage("is cut off or damaged"));
  checkSize(header);
  if (header.channels > 4) rejectImage(`holds ${header.channels} channels: save it in grey or RGB`);
  const depth = depths[header.depth ?? ""] ?? rejectImage(`holds ${header.depth} values`);
  if (header.channels > 1 && depth !== "uchar" && depth !== "ushort")
    rejectImage(`holds ${header.channels} channels of ${header.depth} values: save it in grey`);
  if (header.space === "cmyk") return decodeInks(open().autoOrient());
  const upright = open().autoOrient();
  const isByte = depth === "uchar";
  const isShort = depth === "ushort";
  const { data, info } = await upright
    .toColourspace(isShort ? "rgb16" : isByte ? "srgb" : "b-w")
    .raw({ depth })
    .toBuffer({ resolveWithObject: true })
    .catch((e: Error) => rejectImage(`is cut off or damaged (${e.message.split("\n")[0]?.trim() ?? ""})`));
  const isAnimation =
    header.format === "png"
      ? isAnimatedPng(bytes)
      : (header.format === "gif" || header.format === "webp") && (header.pages ?? 1) > 1;
  const shape = {
    width: info.width,
    height: info.height,
    channels: header.channels ?? info.channels,
    ...(isAnimation ? { doubt: several } : {}),
  };
  if (isByte) return { ...shape, grey: toGrey(data, info.channels) };
  const bytesEach = { ushort: 2, float: 4, double: 8 }[depth];
  const memory = Uint8Array.from(data).buffer;
  const count = data.length / bytesEach;
  if (isShort)
    return { ...shape, deep: toBrightness(new Uint16Array(memory, 0, count), info.channels, 65535) };
  const reals = depth === "float" ? new Float32Array(memory, 0, count) : new Float64Array(memory, 0, count);
  return { ...shape, deep: reals };
}

/** How sharp opens a picture. */
export const pictureOptions = {
  ignoreIcc: true,
  failOn: "error",
  limitInputPixels: maxSide * maxSide,
} as const;

/** Inks as colours by their plain formula, as in PIL: a profile that nobody asked for would tint them. */
async function decodeInks(image: Sharp): Promise<DecodedImage> {
  const { data, info } = await image
    .pipelineColourspace("cmyk")
    .toColourspace("cmyk")
    .raw()
    .toBuffer({ resolveWithObject: true })
    .catch(() => rejectImage("is cut off or damaged"));
  const { width, height, channels } = info;
  const colours = new Uint8Array(width * height * 3);
  for (let i = 0; i < width * height; i++) {
    const light = 255 - (data[i * channels + 3] ?? 0);
    for (let c = 0; c < 3; c++)
      colours[3 * i + c] = light - Math.floor(((data[i * channels + c] ?? 0) * light) / 255 + 0.5);
  }
  return { width, height, grey: toGrey(colours, 3), channels: 3 };
}

/** @throws UnusableImage for a picture that is too large */
export function checkSize({ width, height }: Pick<Metadata, "width" | "height">): void {
  if (width > maxSide || height > maxSide) rejectImage(`is ${width}x${height} pixels`);
}

/** Colours as grey 0..255, of 8-bit values (see `toBrightness`). */
export function toGrey(values: Uint8Array, channels: number): Uint8Array {
  return Uint8Array.from(toBrightness(values, channels, 255));
}

/**
 * Brightness of pixels in the values' own range, rounded half up.
 * @param channels 3 (RGB) or 4 (RGBA)
 * @param white the largest value: 255 or 65535
 */
export function toBrightness(values: Uint8Array | Uint16Array, channels: number, white: number): Uint16Array {
  const brightness = new Uint16Array(values.length / channels);
  for (let i = 0, at = 0; i < brightness.length; i++, at += channels) {
    const luma = 19595 * (values[at] ?? 0) + 38470 * (values[at + 1] ?? 0) + 7471 * (values[at + 2] ?? 0);
    const opacity = channels === 4 ? (values[at + 3] ?? 0) / white : 1;
    brightness[i] = Math.floor((luma * opacity) / 65536 + 0.5);
  }
  return brightness;
}
