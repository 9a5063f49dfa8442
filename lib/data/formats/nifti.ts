import { constants, gunzipSync } from "node:zlib";
import { doubtOfHounsfield } from "./doubt-of-hounsfield";
import { finiteExtent } from "./finite-extent";
import { medicalCodecs, type NiftiHeader } from "./medical-codecs";
import { pixelAspect } from "./pixel-aspect";
import { noNumber, rejectImage } from "./reject-image";
import { windowSlice, type Values } from "./apply-window";
import { brain, type Window } from "./window";
import { beginsWith, type DecodedImage, type ImageFile, type ImageFormat } from "./image-format";

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
  1024: [8, (v, at, little) => Number(v.getBigInt64(at, little))],
  1280: [8, (v, at, little) => Number(v.getBigUint64(at, little))],
};

/** NIfTI-1 and -2 in one file, gzipped or not. */
export const nifti: ImageFormat = {
  name: "NIfTI",
  extensions: ["nii", "nii.gz"],
  sniff: (begin) => hasMagic(beginsWith(begin, "1f8b") ? unzipBegin(begin) : begin),
  decode: async (bytes, window) => show(await readNifti(bytes), window),
  open: async (bytes) => {
    const { count, read } = await openNifti(bytes);
    const decode: ImageFile["decode"] = (slice, window) => Promise.resolve(show(read(slice), window));
    return { count, kind: "slices", decode };
  },
};

/** NIfTI names no modality: without a window given, a brain's CT is assumed, and doubted where the values speak against it. */
function show(slice: Values, window?: Window): DecodedImage {
  if (finiteExtent(slice.values) === undefined) rejectImage(noNumber);
  const doubt = window === undefined ? doubtOfHounsfield(slice.values) : undefined;
  return { ...windowSlice(slice, window ?? brain), ...(doubt === undefined ? {} : { doubt }) };
}

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
 * Reads one slice: stored values times slope plus intercept, its axes laid by the file's affine (see `orient`). The
 * first axis then runs along a row and the second upwards, so that the slice looks as in other programs.
 *
 * @param slice which of a volume's, from 0: from the feet upwards (see `openNifti`)
 * @throws UnusableImage when it is no NIfTI file, holds several slices of which none is chosen, or values that are not
 *   read
 */
export async function readNifti(bytes: Uint8Array, slice?: number): Promise<Values> {
  const { count, read } = await openNifti(bytes);
  if (count > 1 && slice === undefined)
    rejectImage(`is a NIfTI file of ${count} slices: save each slice as a file of its own`);
  return read(slice ?? 0);
}

/**
 * Opens a volume. Its slices follow each other along the axis from feet to head, as nibabel's as_closest_canonical turns
 * it; where the file does not say how it lies, along its third axis; and where an axis has length 1, along that one.
 *
 * @throws UnusableImage when it is no NIfTI file, has more than three axes, or values that are not read
 */
async function openNifti(bytes: Uint8Array): Promise<{ count: number; read: (slice: number) => Values }> {
  const library = await medicalCodecs().nifti();
  const given = Uint8Array.from(bytes).buffer;
  try {
    const data = library.isCompressed(given) ? unzip(bytes) : given;
    if (isHalf(data))
      return rejectImage(
        "is half of a pair of files (.hdr and .img), which is not read: save it as one .nii",
      );
    if (!library.isNIFTI(data)) return rejectImage("is no NIfTI file");
    const header = library.readHeader(data);
    return volume({ ...header, affine: affineOf(header, data) }, library.readImage(header, data));
  } catch (e) {
    if (e instanceof Error && e.name === "UnusableImage") throw e;
    return rejectImage("is a damaged NIfTI file");
  }
}

/** The largest volume that is read, bytes: several copies of it lie in memory. */
const mostBytes = 2 ** 30;

/** The content of a gzipped file, of several members too, as bgzip writes them. */
function unzip(bytes: Uint8Array): ArrayBuffer {
  try {
    return Uint8Array.from(gunzipSync(bytes, { maxOutputLength: mostBytes })).buffer;
  } catch (e) {
    if (e instanceof RangeError)
      return rejectImage("is a NIfTI file of more than 1 GB: save its slices on their own");
    throw e;
  }
}

/** Whether a header says that its values lie in another file. */
function isHalf(data: ArrayBuffer): boolean {
  const text = Buffer.from(data, 0, Math.min(348, data.byteLength)).toString("latin1");
  return text.startsWith("ni1\0", 344) || text.startsWith("ni2\0", 4);
}

/** The sform where there is one, as nibabel has it, whatever the codes: the library takes the larger code's. */
function affineOf(
  { affine, sform_code, littleEndian }: NiftiHeader,
  data: ArrayBuffer,
): NiftiHeader["affine"] {
  if (sform_code <= 0) return affine;
  const view = new DataView(data);
  const isSecond = [view.getInt32(0, true), view.getInt32(0, false)].includes(540);
  const read = (i: number): number =>
    isSecond ? view.getFloat64(400 + 8 * i, littleEndian) : view.getFloat32(280 + 4 * i, littleEndian);
  return [0, 1, 2].map((row) => [0, 1, 2, 3].map((column) => read(4 * row + column)));
}

const colours: Readonly<Record<number, string>> = {
  32: "complex numbers",
  128: "colours (RGB)",
  1792: "complex numbers",
  2304: "colours (RGBA)",
};

function volume(header: NiftiHeader, image: ArrayBufferLike): { count: number; read: (k: number) => Values } {
  const [axes = 0, ...sizes] = header.dims;
  const dims = [0, 1, 2].map((axis) => (axis < axes ? Math.max(1, sizes[axis] ?? 1) : 1));
  const further = sizes.slice(3, Math.max(3, axes)).reduce((product, n) => product * Math.max(1, n), 1);
  if (further > 1)
    rejectImage(
      `is a NIfTI file of ${further} volumes (times, or kinds of pictures): save one volume as a file of its own`,
    );
  const kind = kinds[header.datatypeCode];
  if (!kind) {
    const name = colours[header.datatypeCode] ?? `values of kind ${header.datatypeCode}`;
    return rejectImage(`is a NIfTI file of ${name}, which are not read: save it as one number per voxel`);
  }
  const [size, read] = kind;
  const view = new DataView(image);
  if (view.byteLength < dims.reduce((product, n) => product * n, size))
    return rejectImage("is cut off: its values are fewer than its pixels");
  const isScaled = Number.isFinite(header.scl_slope) && header.scl_slope !== 0;
  if (isScaled && !Number.isFinite(header.scl_inter))
    return rejectImage("is a NIfTI file with a slope and without an intercept: save it again");
  const [slope, intercept] = isScaled ? [header.scl_slope, header.scl_inter] : [1, 0];
  const strides = [1, dims[0]!, dims[0]! * dims[1]!];
  const [across, upwards, through] = orient(header, dims).map(({ axis, isTurned }) => {
    const [length, stride] = [dims[axis]!, strides[axis]!];
    return {
      length,
      size: sizeOf(header, axis),
      at: (i: number) => (isTurned ? length - 1 - i : i) * stride,
    };
  });
  const [width, height] = [across!.length, upwards!.length];
  const aspect = pixelAspect(upwards!.size, across!.size);
  return {
    count: through!.length,
    read: (slice) => {
      const values = new Float32Array(width * height);
      for (let up = 0; up < height; up++)
        for (let right = 0; right < width; right++) {
          const place = through!.at(slice) + upwards!.at(up) + across!.at(right);
          values[(height - 1 - up) * width + right] =
            read(view, place * size, header.littleEndian) * slope + intercept;
        }
      return { width, height, values, ...(aspect === undefined ? {} : { aspect }) };
    },
  };
}

/** Size of a voxel along one of the file's axes: by the affine, else by the header's list. */
function sizeOf({ affine, pixDims, qform_code, sform_code }: NiftiHeader, axis: number): number | undefined {
  const placed = Math.hypot(...[0, 1, 2].map((world) => affine[world]?.[axis] ?? 0));
  return (qform_code > 0 || sform_code > 0) && placed > 0 ? placed : pixDims[axis + 1];
}

interface Axis {
  /** Of the file's three axes. */
  readonly axis: number;
  /** Whether it runs to the left, the back or the feet. */
  readonly isTurned: boolean;
}

/**
 * The file's axes along a row, upwards, and from slice to slice: right before front before head, as nibabel's
 * as_closest_canonical turns them. Where the file does not say, they stay as they are. An axis of length 1 goes last.
 */
function orient({ affine, qform_code, sform_code }: NiftiHeader, dims: readonly number[]): readonly Axis[] {
  const isPlaced = qform_code > 0 || sform_code > 0;
  const column = (axis: number): number[] => {
    const steps = [0, 1, 2].map((world) => affine[world]?.[axis] ?? 0);
    const length = Math.hypot(...steps);
    return steps.map((step) => (length > 0 ? step / length : 0));
  };
  const columns = [0, 1, 2].map(column);
  const isWhole = columns.slice(0, 2).every((steps) => steps.some((step) => step !== 0));
  const open = new Set([0, 1, 2]);
  const surest = [0, 1, 2].sort((a, b) => largest(columns[b]!) - largest(columns[a]!) || a - b);
  const found: Axis[] = [0, 1, 2].map((axis) => ({ axis, isTurned: false }));
  if (isPlaced && isWhole)
    for (const axis of surest) {
      const steps = columns[axis]!.map((step, world) => (open.has(world) ? Math.abs(step) : -1));
      const world = steps.indexOf(Math.max(...steps));
      open.delete(world);
      found[world] = { axis, isTurned: columns[axis]![world]! < 0 };
    }
  const flat = found.findIndex(({ axis }) => dims[axis] === 1);
  return flat < 0 ? found : [...found.filter((_, i) => i !== flat), found[flat]!];
}

function largest(steps: readonly number[]): number {
  return Math.max(...steps.map(Math.abs));
}
