import { constants, gunzipSync } from "node:zlib";
import { medicalCodecs, type NiftiHeader } from "./medical-codecs";
import { rejectImage } from "./reject-image";
import { windowSlice, type Values } from "./apply-window";
import { brain } from "./window";
import { beginsWith, type ImageFormat } from "./image-format";

type Read = (view: DataView, at: number, little: boolean) => number;

/** NIfTI's numbers of the kinds of values, with their bytes. */
const kinds: Readonly<Record<number, readonly [bytes: number, read: Read]>> = {
  2: [1, (v, at) => v.getUint8(at)],
  4: [2, (v, at, little) => v.getInt16(at, little)],
  8: [4, (v, at, little) => v.getInt32(at, little)],
  16: [4, (v, at, little) => v.getFloat32(at, little)],
  64: [8, (v, at, little) => v.getFloat64(at, little)],
  256: [1, (v, at) => v.getInt8(at)],
  512: [2, (v, at, little) => v.getUint16(at, little)],
  768: [4, (v, at, little) => v.getUint32(at, little)],
};

/** NIfTI-1 and -2 in one file, gzipped or not. */
export const nifti: ImageFormat = {
  name: "NIfTI",
  extensions: ["nii", "nii.gz"],
  sniff: (begin) => hasMagic(beginsWith(begin, "1f8b") ? unzipBegin(begin) : begin),
  decode: async (bytes, window = brain) => windowSlice(await readNifti(bytes), window),
};

/** The word at byte 344 of a NIfTI-1 header and at byte 4 of a NIfTI-2 header. */
function hasMagic(header: Uint8Array): boolean {
  const text = Buffer.from(header).toString("latin1");
  return /^(n\+1|ni1)\0/.test(text.slice(344, 348)) || /^(n\+2|ni2)\0/.test(text.slice(4, 8));
}

/** Content of a gzipped file, as far as its first bytes go. */
function unzipBegin(begin: Uint8Array): Uint8Array {
  try {
    return gunzipSync(begin, { finishFlush: constants.Z_SYNC_FLUSH });
  } catch {
    return new Uint8Array(0);
  }
}

/**
 * Reads one slice: stored values times slope plus intercept. NIfTI's first axis runs along a row and its second upwards,
 * from the patient's feet or back; rows are turned so that the slice looks as in other programs.
 *
 * @throws UnusableImage when it is no NIfTI file, holds several slices, or values that are not read
 */
export async function readNifti(bytes: Uint8Array): Promise<Values> {
  const library = await medicalCodecs().nifti();
  const given = Uint8Array.from(bytes).buffer;
  try {
    const data = library.isCompressed(given) ? library.decompress(given) : given;
    if (!library.isNIFTI(data)) return rejectImage("is no NIfTI file");
    const header = library.readHeader(data);
    return slice(header, library.readImage(header, data));
  } catch (e) {
    if (e instanceof Error && e.name === "UnusableImage") throw e;
    return rejectImage("is a damaged NIfTI file");
  }
}

function slice(header: NiftiHeader, image: ArrayBufferLike): Values {
  const [axes = 0, width = 0, height = 0, ...others] = header.dims;
  const slices = others.slice(0, Math.max(0, axes - 2)).reduce((product, n) => product * Math.max(1, n), 1);
  if (slices > 1) rejectImage(`is a NIfTI file of ${slices} slices: save each slice as a file of its own`);
  const kind = kinds[header.datatypeCode];
  if (!kind) return rejectImage(`is a NIfTI file of values of kind ${header.datatypeCode}`);
  const [size, read] = kind;
  const view = new DataView(image);
  if (view.byteLength < width * height * size)
    return rejectImage("is cut off: its values are fewer than its pixels");
  const isScaled = Number.isFinite(header.scl_slope) && header.scl_slope !== 0;
  const [slope, intercept] = isScaled ? [header.scl_slope, header.scl_inter] : [1, 0];
  const values = new Float32Array(width * height);
  for (let y = 0; y < height; y++)
    for (let x = 0; x < width; x++)
      values[(height - 1 - y) * width + x] =
        read(view, (y * width + x) * size, header.littleEndian) * slope + intercept;
  return { width, height, values };
}
