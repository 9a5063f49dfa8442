import { join } from "node:path";
import { fail, formatList, groupBy } from "../core";
import { assertSameData } from "./assert-same-data";
import type { Dataset, Slice } from "./dataset";
import { openImages } from "./formats/decode";
import { UnusableImage } from "./formats/reject-image";
import type { Label } from "./label";
import { square } from "./preprocess";

/** Where something is in each image of a data set: 1 there, 0 elsewhere, at the size of the preprocessed images. */
export interface Masks {
  /** Side of a mask in pixels. */
  readonly size: number;
  /** Classes whose images have a region; those of the others have none. */
  readonly classes: readonly Label[];
  /** Masks (n, size, size) of these images, one after the other. @throws RangeError for an id of another data set */
  of(ids: readonly string[]): Uint8Array;
}

const action = "read the masks";
const remedy =
  'Give each image of the class its mask beside it (0_mask.png, or a folder masks with the same names): see "masks" in data/README.md.';

/**
 * The masks of a data set's images, padded and averaged as the images are; a pixel is in the region where at least half of
 * it is masked, or, in a region too small for that, where most of it is. Several masks of one image are joined.
 *
 * @param options.folder the data set's folder, `run.data`; nothing is read from it where masks are generated
 * @param options.size side of a preprocessed image
 * @param options.fingerprint that the data set must have: the split's
 * @throws InputError where there are no masks; where a class has masks for some images only, or empty ones; for a mask of
 *   another size than its image, or that cannot be read
 */
export async function readMasks(
  dataset: Dataset,
  {
    folder,
    size,
    fingerprint,
  }: { readonly folder: string; readonly size: number; readonly fingerprint?: string },
): Promise<Masks> {
  assertSameData(action, dataset, fingerprint);
  const full = await Promise.all(dataset.slices.map((slice) => fullMask(slice, folder)));
  const classes = classesWithRegions(dataset, full);
  const small = new Map(
    dataset.slices.map((slice, i) => [slice.id, shrink(full[i] ?? empty(slice), slice, size)]),
  );
  const of = (id: string): Uint8Array =>
    small.get(id) ??
    fail(action, `no image "${id}"`, `an image of ${dataset.name}`, "Read the same data set.", RangeError);
  return {
    size,
    classes,
    of: (ids) => {
      const all = new Uint8Array(ids.length * size * size);
      ids.forEach((id, i) => all.set(of(id), i * size * size));
      return all;
    },
  };
}

const empty = ({ width, height }: Slice): Uint8Array => new Uint8Array(width * height);

/** The mask at the size of the image in its file; undefined where there is none. */
async function fullMask(slice: Slice, folder: string): Promise<Uint8Array | undefined> {
  if (slice.mask) return slice.mask.map((value) => Number(value > 0));
  if (!slice.maskFiles) return undefined;
  const joined = empty(slice);
  for (const file of slice.maskFiles) {
    const { width, height, values, isLossy } = await decodeMask(folder, file);
    if (width !== slice.width || height !== slice.height)
      fail(
        action,
        `${file} is ${width} x ${height}, its image ${slice.source} ${slice.width} x ${slice.height}`,
        "masks of their images' size",
        "Resize the mask without smoothing, or take the pair out.",
      );
    // a JPEG's black is not quite 0; elsewhere labels may be 1, 2, 3
    const least = isLossy ? 128 : Number.MIN_VALUE;
    values.forEach((value, i) => (joined[i] ||= Number(value >= least)));
  }
  return joined;
}

async function decodeMask(folder: string, file: string) {
  try {
    const { decode, format, count, kind } = await openImages(join(folder, file));
    if (count > 1)
      fail(
        action,
        `${file} holds ${count} ${kind}`,
        "one mask per file",
        "Save the masks of slices as files.",
      );
    const image = await decode(0, undefined);
    const values: Iterable<number> = "deep" in image ? image.deep : image.grey;
    return { width: image.width, height: image.height, values: [...values], isLossy: format === "JPEG" };
  } catch (error) {
    if (!(error instanceof UnusableImage)) throw error;
    return fail(action, `${file} ${error.message}`, "a readable mask", "Replace the file.");
  }
}

/** Classes of which an image has a region: then each of their images must. */
function classesWithRegions(
  { name, classes, slices }: Dataset,
  masks: readonly (Uint8Array | undefined)[],
): readonly Label[] {
  const hasRegion = (i: number): boolean => masks[i]?.includes(1) ?? false;
  const places = groupBy(
    slices.map((_, i) => i),
    (i) => slices[i]!.label,
  );
  const found = [...places].filter(([, own]) => own.some(hasRegion)).sort(([a], [b]) => a - b);
  if (found.length === 0) {
    const none = masks.every((mask) => mask === undefined);
    fail(action, `${none ? "no masks" : "only empty masks"} in ${name}`, "masks of a class", remedy);
  }
  for (const [label, own] of found) {
    const sources = (of: readonly number[]): string => formatList(of.map((i) => slices[i]!.source));
    const without = own.filter((i) => masks[i] === undefined);
    if (without.length > 0)
      fail(
        action,
        `${without.length} of ${own.length} images of ${classes[label]} have none: ${sources(without)}`,
        "a mask for each image of a class that has some",
        remedy,
      );
    const blank = own.filter((i) => !hasRegion(i));
    if (blank.length > 0)
      fail(
        action,
        `${blank.length} of ${own.length} masks of ${classes[label]} are empty: ${sources(blank)}`,
        "a region in each",
        "Correct these masks, or take the images out.",
      );
  }
  return found.map(([label]) => label);
}

/** Padded to a square and averaged; at least half of a pixel counts, of a small region its fullest pixel. */
function shrink(mask: Uint8Array, { width, height }: Slice, size: number): Uint8Array {
  const covered = square({ width, height, grey: mask.map((value) => 255 * value) }, size);
  const most = covered.reduce((a, b) => Math.max(a, b), 0);
  const least = most === 0 ? Infinity : Math.min(128, most);
  return covered.map((value) => Number(value >= least));
}
