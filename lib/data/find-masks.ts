import { basename, dirname } from "node:path";
import { groupBy } from "../core/arrays";
import { stemOf } from "./stem-of";

const words = "masks?|seg|segs|segmentations?|labels?|gt|ground[ _-]?truths?|annotations?|contours?|rois?";
/** `scan_mask`, `scan-seg-2`, `benign (3)_mask_1`: an image's name, then a word for masks. */
const ending = new RegExp(`^(.+?)[ _.-]+(?:${words})(?:[ _-]?\\d+)?$`, "i");
const folderName = new RegExp(`^(?:[\\w-]*[ _-])?(?:${words})$`, "i");
const imageEnding = /[ _.-]+(?:image|img|original|orig)$/i;

/**
 * Masks among a folder's images: drawings of where something is, which would count as images of their class.
 *
 * A file is a mask of an image in its folder whose name it bears with an ending (`a_mask`, `a_seg`, `a_gt` ..., of any
 * file type); or it lies in a folder for masks (`masks`, `GT`, `labels` ...) beside images of the same names. A folder
 * of whose files at least half bear an image's name holds masks only. Such a name alone makes no mask: a class may bear it.
 *
 * @param images paths relative to the data folder
 * @returns the image of each mask by the mask's path; undefined where the folder tells that it is one, but not of which
 */
export function findMasks(images: readonly string[]): ReadonlyMap<string, string | undefined> {
  const masks = new Map<string, string | undefined>();
  const inFolder = groupBy(images, maskFolder);
  const outside = inFolder.get(undefined) ?? [];
  const byName = new Map(outside.map((file) => [`${dirname(file)}/${plainName(file)}`, file]));
  for (const file of outside) {
    const image = byName.get(`${dirname(file)}/${nameOfMasked(file) ?? ""}`);
    if (image !== undefined && image !== file) masks.set(file, image);
  }
  const below = namesBelow(outside.filter((file) => !masks.has(file)));
  const folders = new Set(images.flatMap(ancestors));
  for (const [folder, files] of inFolder) {
    if (folder === undefined || hasOpposite(folder, folders)) continue;
    const parent = dirname(folder);
    const imageOf = (file: string): string | undefined =>
      below.get(`${parent}/${plainName(file)}`) ?? below.get(`${parent}/${nameOfMasked(file) ?? ""}`);
    if (2 * files.filter((file) => imageOf(file) !== undefined).length >= files.length)
      for (const file of files) masks.set(file, imageOf(file));
  }
  return masks;
}

/** The outermost folder of a file that is called as folders of masks are. */
function maskFolder(file: string): string | undefined {
  return ancestors(file).find((folder) => folderName.test(basename(folder)));
}

/** The folders that a file lies in, the outermost first. */
function ancestors(file: string): string[] {
  const parts = file.split("/").slice(0, -1);
  return parts.map((_, i) => parts.slice(0, i + 1).join("/"));
}

/** A file's name without ending and case, `_image` left away: `Scan_image.png` is "scan". */
function plainName(file: string): string {
  return stemOf(file).replace(imageEnding, "").toLowerCase();
}

/** The name of the image whose mask a file is by its ending. */
function nameOfMasked(file: string): string | undefined {
  return ending.exec(stemOf(file))?.[1]?.toLowerCase();
}

/** Images by each folder above them and their name. */
function namesBelow(files: readonly string[]): ReadonlyMap<string, string> {
  return new Map(
    files.flatMap((f) => [".", ...ancestors(f)].map((folder) => [`${folder}/${plainName(f)}`, f])),
  );
}

/** Whether a folder is one of two classes: `mask` beside `no_mask`. */
function hasOpposite(folder: string, folders: ReadonlySet<string>): boolean {
  const name = basename(folder).replace(/^with[ _-]?/i, "");
  const opposite = new RegExp(`^(no|non|without)[ _-]?${name}$`, "i");
  return [...folders].some((other) => dirname(other) === dirname(folder) && opposite.test(basename(other)));
}
