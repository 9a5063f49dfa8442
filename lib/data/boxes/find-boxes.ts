import { resolve } from "node:path";
import { fail, root } from "../../core";
import { assertSameData } from "../assert-same-data";
import type { Dataset } from "../dataset";
import { generatedDataSet } from "../generated-data-set";
import { imageSet } from "../image-set";
import { preprocess } from "../preprocess";
import { readMasks } from "../read-masks";
import { boxesOfMask } from "./boxes-of-mask";
import { boxedImages, type BoxedImages } from "./boxed-images";
import { boxOfCorners, type BoundingBox } from "./bounding-box";
import { moveBox } from "./move-box";
import { readBoxes } from "./read-boxes";

/** The boxes of a data set's images, in the pixels of the preprocessed images. */
export interface FoundBoxes {
  /** By the images' ids; images without an entry have none. */
  readonly boxes: ReadonlyMap<string, readonly BoundingBox[]>;
  /** Where they are from, in words: `boxes.csv`. */
  readonly origin: string;
}

/**
 * The boxes of a data set: of a folder its table `id,x,y,w,h` (see `readBoxes`), else one around each connected region of its
 * masks (see `readMasks`); of the phantom one around each bleed.
 *
 * @param options.folder the data set's folder, `run.data`; nothing is read from it where images are generated
 * @param options.size side of a preprocessed image
 * @param options.fingerprint that the data set must have: the split's
 * @throws InputError where there are none, or one is wrong: with file and line
 */
export async function findBoxes(
  dataset: Dataset,
  {
    folder,
    size,
    fingerprint,
  }: { readonly folder: string; readonly size: number; readonly fingerprint?: string },
): Promise<FoundBoxes> {
  assertSameData(`find boxes in ${dataset.name}`, dataset, fingerprint);
  const found = fullBoxes(dataset, folder);
  if (found === undefined) return boxesOfMasks(dataset, { folder, size });
  const { boxes: full, origin } = found;
  const moved = dataset.slices.flatMap((slice) => {
    const some = full.get(slice.id);
    return some ? [[slice.id, some.map((box) => moveBox(box, slice, size))] as const] : [];
  });
  return { boxes: new Map(moved), origin };
}

/** Around the regions of a folder's masks, at the size of the preprocessed images. */
async function boxesOfMasks(
  { slices, ...dataset }: Dataset,
  at: { readonly folder: string; readonly size: number },
): Promise<FoundBoxes> {
  const masks = await readMasks({ ...dataset, slices }, at);
  const boxes = slices.flatMap(({ id }) => {
    const some = boxesOfMask(masks.of([id]), at.size);
    return some.length > 0 ? [[id, some] as const] : [];
  });
  return { boxes: new Map(boxes), origin: "around the regions of the masks" };
}

/** In the slices' own pixels; undefined where masks are to be asked. */
function fullBoxes(dataset: Dataset, folder: string): FoundBoxes | undefined {
  const drawn = dataset.slices.flatMap(({ id, box }) => (box ? [[id, [boxOfCorners(box)]] as const] : []));
  if (drawn.length > 0) return { boxes: new Map(drawn), origin: "around the drawn bleed" };
  const read = generatedDataSet(dataset.name) ? undefined : readBoxes(resolve(root(), folder), dataset);
  if (read === undefined && dataset.slices.some(({ maskFiles }) => maskFiles !== undefined)) return undefined;
  if (read === undefined || read.boxes.size === 0)
    return fail(
      `find boxes in ${dataset.name}`,
      read ? `${read.file} with no box` : "no table with the columns id, x, y, w, h, and no masks",
      "boxes of some images",
      'Put a file boxes.csv with a row per box into the folder: see "A table of boxes" in data/README.md.',
    );
  return { boxes: read.boxes, origin: read.file };
}

/**
 * Fresh images of a generated data set with their boxes: of heads that no run of this seed sees.
 * @param options.images how many, the classes in turn @param options.seed of these images, not of the run
 * @returns undefined where the data set is not generated
 */
export async function freshBoxed(
  name: string,
  { images, seed, size }: { readonly images: number; readonly seed: number; readonly size: number },
): Promise<BoxedImages<"external"> | undefined> {
  const generated = generatedDataSet(name);
  if (generated === undefined) return undefined;
  const dataset = generated.generate({ images, seed });
  const { pixels } = await preprocess(dataset, { size });
  const { boxes } = await findBoxes(dataset, { folder: "", size });
  const set = imageSet("external", {
    foldId: `fresh ${name} ${seed}`,
    ids: dataset.slices.map(({ id }) => `fresh-${seed}-${id}`),
    labels: dataset.slices.map(({ label }) => label),
    size,
    pixels,
  });
  return boxedImages(
    set,
    dataset.slices.map(({ id }) => boxes.get(id) ?? []),
  );
}
