import { resolve } from "node:path";
import { fail, root } from "../../core";
import type { Dataset } from "../dataset";
import { generatedDataSet } from "../generated-data-set";
import { imageSet } from "../image-set";
import { preprocess } from "../preprocess";
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
 * The boxes of a data set: of a folder its table `id,x,y,w,h` (see `readBoxes`); of the phantom one around each bleed.
 *
 * @param options.folder the data set's folder, `run.data`; nothing is read from it where images are generated
 * @param options.size side of a preprocessed image
 * @throws InputError where there are none, or one is wrong: with file and line
 */
export function findBoxes(
  dataset: Dataset,
  { folder, size }: { readonly folder: string; readonly size: number },
): FoundBoxes {
  const { boxes: full, origin } = fullBoxes(dataset, folder);
  const moved = dataset.slices.flatMap((slice) => {
    const some = full.get(slice.id);
    return some ? [[slice.id, some.map((box) => moveBox(box, slice, size))] as const] : [];
  });
  return { boxes: new Map(moved), origin };
}

function fullBoxes(dataset: Dataset, folder: string): FoundBoxes {
  const drawn = dataset.slices.flatMap(({ id, box }) => (box ? [[id, [boxOfCorners(box)]] as const] : []));
  if (drawn.length > 0) return { boxes: new Map(drawn), origin: "around the drawn bleed" };
  const read = generatedDataSet(dataset.name) ? undefined : readBoxes(resolve(root(), folder), dataset);
  if (read === undefined || read.boxes.size === 0)
    return fail(
      `find boxes in ${dataset.name}`,
      read ? `${read.file} with no box` : "no table with the columns id, x, y, w, h",
      "boxes of some images",
      'Put a file boxes.csv with a row per box into the folder: see "Boxes" in data/README.md.',
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
  const { boxes } = findBoxes(dataset, { folder: "", size });
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
