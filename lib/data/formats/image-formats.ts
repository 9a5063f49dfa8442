import { bmp } from "./bmp";
import { dicom } from "./dicom";
import { beginsWith, type ImageFormat } from "./image-format";
import { nifti } from "./nifti";
import { npy, npz } from "./numpy";
import { gif, jpeg, png, webp } from "./pictures";
import { tiff } from "./tiff";

/** The formats that are read: decoding, listing and messages follow this table. A new one is one row. */
export const imageFormats: readonly ImageFormat[] = [png, jpeg, tiff, dicom, nifti, npy, npz, bmp, gif, webp];

/** Their names: "PNG, JPEG ... or WebP". */
export const formatNames = imageFormats
  .map(({ name }) => name)
  .join(", ")
  .replace(/, (?=[^,]*$)/, " or ");

/** Formats of images that are not read: a file of one is named rather than passed over like a note. */
const unreadFormats: readonly Pick<ImageFormat, "name" | "extensions" | "sniff">[] = [
  {
    name: "HEIC",
    extensions: ["heic", "heif", "avif"],
    sniff: (b) => beginsWith(b, "........66747970(686569|6d6966|61766966)"),
  },
  {
    name: "JPEG 2000",
    extensions: ["jp2", "j2k", "jpx"],
    sniff: (b) => beginsWith(b, "0000000c6a5020", "ff4fff51"),
  },
  { name: "JPEG XL", extensions: ["jxl"], sniff: (b) => beginsWith(b, "ff0a", "0000000c4a584c20") },
  { name: "Photoshop", extensions: ["psd"], sniff: (b) => beginsWith(b, "38425053") },
  { name: "NRRD", extensions: ["nrrd", "nhdr"], sniff: (b) => beginsWith(b, "4e525244") },
  { name: "MetaImage", extensions: ["mha", "mhd"], sniff: (b) => beginsWith(b, "4f626a65637454797065") },
  { name: "MGH", extensions: ["mgh", "mgz"], sniff: () => false },
  { name: "Analyze", extensions: [], sniff: (b) => beginsWith(b, "5c010000", "0000015c") },
  { name: "MINC", extensions: ["mnc"], sniff: () => false },
  { name: "OpenEXR", extensions: ["exr"], sniff: (b) => beginsWith(b, "762f3101") },
  {
    name: "portable pixmap",
    extensions: ["pgm", "ppm", "pbm", "pnm"],
    sniff: (b) => beginsWith(b, "50(3[1-6])(0a|20|0d|09)"),
  },
  {
    name: "SVG",
    extensions: ["svg"],
    sniff: (b) => /^\s*(<\?xml[^>]*>\s*)?(<!--.*?-->\s*)*<svg[\s>]/s.test(Buffer.from(b).toString("latin1")),
  },
];

/** The format of a file by its first bytes; undefined where it is of none that is read. */
export function sniffFormat(begin: Uint8Array): ImageFormat | undefined {
  return imageFormats.find((format) => format.sniff(begin));
}

/**
 * Name of the format of an image that is not read, by its first bytes or, where these tell nothing, its ending.
 * @returns undefined where it is no such image
 */
export function unreadFormatName(path: string, begin: Uint8Array): string | undefined {
  const found = unreadFormats.find((format) => format.sniff(begin)) ?? unreadFormats.find(hasEnding(path));
  return found?.name;
}

/** Whether a file is an image, read or not, by its first bytes or, where these tell nothing, by its ending. */
export function isImage(path: string, begin: Uint8Array): boolean {
  const isKnown = sniffFormat(begin) !== undefined || unreadFormatName(path, begin) !== undefined;
  return isKnown || imageFormats.some(hasEnding(path));
}

function hasEnding(path: string): (format: Pick<ImageFormat, "extensions">) => boolean {
  const name = path.toLowerCase();
  return ({ extensions }) => extensions.some((extension) => name.endsWith(`.${extension}`));
}
