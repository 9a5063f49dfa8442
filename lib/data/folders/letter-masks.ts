import { dirname, join } from "node:path";
import { countOf, formatList, groupBy } from "../../core";
import { openImages } from "../formats/decode";
import { finiteExtent } from "../formats/finite-extent";
import { UnusableImage } from "../formats/reject-image";
import type { ReadingRow } from "../reading-row";
import { stemOf } from "../stem-of";
import type { Listing } from "./list-files";

/** In fewer files than this a letter may stand there by chance. */
const fewest = 3;
/** What JPEG blurs a mask's black and white by, of their difference. */
const blur = 0.06;
/** Share of its pixels that may lie between, and that must be white of those that are not black: a few lit points are no mask. */
const [mostBetween, leastBright] = [0.02, 0.8];
/** `12_m`, `12-M`: an image's name and a letter for mask or segmentation. */
const ending = /^(.+)[ _.-]([ms])$/i;

/**
 * Masks whose names are an image's with one letter behind, `12_m.png` beside `12.png`. A letter alone may mean anything, so
 * the pictures decide: every file of that ending, in the whole data set, must have an image of its size beside it and hardly
 * more than two levels of grey, which no such image has.
 *
 * @returns the listing with these masks, and a row that names them; without any as it was
 */
export async function letterMasks(
  listing: Listing,
): Promise<{ readonly listing: Listing; readonly rows: readonly ReadingRow[] }> {
  const masks = new Map<string, string>();
  const byLetter = groupBy(listing.images, (file) => ending.exec(stemOf(file))?.[2]?.toLowerCase());
  for (const [letter, files] of byLetter) {
    if (letter === undefined || files.length < fewest) continue;
    const pairs = pairsOf(files, listing.images);
    if (pairs !== undefined && (await areMasks(listing.folder, pairs)))
      for (const { mask, image } of pairs) masks.set(mask, image);
  }
  if (masks.size === 0) return { listing, rows: [] };
  const how = `taken for masks by the last letter of their names and two levels of grey; if they are images, give them other names: ${formatList([...masks.keys()])}`;
  return {
    listing: {
      ...listing,
      images: listing.images.filter((file) => !masks.has(file)),
      masks: new Map([...listing.masks, ...masks]),
    },
    rows: [{ what: "look at", value: countOf(masks.size, "file"), how }],
  };
}

interface Pair {
  readonly mask: string;
  readonly image: string;
}

/** Each file and the one image beside it whose name it bears; undefined where one has none, or several. */
function pairsOf(files: readonly string[], images: readonly string[]): readonly Pair[] | undefined {
  const nameOf = (file: string, stem: string): string => `${dirname(file)}/${stem.toLowerCase()}`;
  const named = groupBy(images, (file) => nameOf(file, stemOf(file)));
  const pairs = files.flatMap((mask) => {
    const [image, ...others] = named.get(nameOf(mask, ending.exec(stemOf(mask))?.[1] ?? "")) ?? [];
    return image === undefined || others.length > 0 ? [] : [{ mask, image }];
  });
  return pairs.length === files.length ? pairs : undefined;
}

/** Whether all of these look so, and some of them show something. */
async function areMasks(folder: string, pairs: readonly Pair[]): Promise<boolean> {
  let isAnyDrawn = false;
  for (const pair of pairs) {
    const [mask, image] = [await look(folder, pair.mask), await look(folder, pair.image)];
    if (mask === undefined || image === undefined) return false;
    if (mask.width !== image.width || mask.height !== image.height) return false;
    if (!mask.isPlain || image.isPlain) return false;
    isAnyDrawn ||= mask.isDrawn;
  }
  return isAnyDrawn;
}

interface Look {
  readonly width: number;
  readonly height: number;
  /** Whether hardly a pixel is neither black nor white. */
  readonly isPlain: boolean;
  /** Whether there are two levels. */
  readonly isDrawn: boolean;
}

/** @returns undefined for a file of several images, or one that cannot be read, which is told when it is read as an image */
async function look(folder: string, file: string): Promise<Look | undefined> {
  try {
    const { count, decode } = await openImages(join(folder, file));
    if (count !== 1) return undefined;
    const picture = await decode(0, undefined);
    const values = "deep" in picture ? picture.deep : picture.grey;
    const [least, most] = finiteExtent(values) ?? [0, 0];
    const near = blur * (most - least);
    const [dark, bright] = [values.filter((v) => v <= least + near), values.filter((v) => v >= most - near)];
    const { width, height } = picture;
    const isDrawn = most > least;
    const lit = values.length - dark.length;
    const isPlain = lit - bright.length <= mostBetween * values.length && bright.length >= leastBright * lit;
    return { width, height, isPlain: !isDrawn || isPlain, isDrawn };
  } catch (error) {
    if (error instanceof UnusableImage) return undefined;
    throw error;
  }
}
