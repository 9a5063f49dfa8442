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
 * Reads one slice: stored values times slope plus intercept, its axes laid by the file's affine (see `layOf`). The first
 * axis then runs along a row and the second upwards, so that the slice looks as in other programs.
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
  const { isSwapped, isTurned } = layOf(header);
  const shown = isSwapped ? { width: height, height: width } : { width, height };
  const values = new Float32Array(width * height);
  for (let y = 0; y < height; y++)
    for (let x = 0; x < width; x++) {
      const right = isTurned[0] ? width - 1 - x : x;
      const up = isTurned[1] ? height - 1 - y : y;
      const at = isSwapped
        ? (shown.height - 1 - right) * shown.width + up
        : (height - 1 - up) * width + right;
      values[at] = read(view, (y * width + x) * size, header.littleEndian) * slope + intercept;
    }
  return { ...shown, values };
}

/**
 * How a slice's two axes lie in the patient, as nibabel's as_closest_canonical turns them: whether the second axis comes
 * first (right before front before head), and whether each runs the other way (to the left, the back or the feet).
 * Where the file does not say, it stays as it is.
 */
function layOf({ affine, qform_code, sform_code }: NiftiHeader): {
  readonly isSwapped: boolean;
  readonly isTurned: readonly [boolean, boolean];
} {
  const column = (axis: number): number[] => [0, 1, 2].map((world) => affine[world]?.[axis] ?? 0);
  const along = [column(0), column(1)].map((steps) => {
    const sizes = steps.map(Math.abs);
    const world = sizes.indexOf(Math.max(...sizes));
    return { world, isTurned: steps[world]! < 0 };
  });
  const [first, second] = along;
  if (!first || !second || (qform_code <= 0 && sform_code <= 0) || first.world === second.world)
    return { isSwapped: false, isTurned: [false, false] };
  return { isSwapped: first.world > second.world, isTurned: [first.isTurned, second.isTurned] };
}
