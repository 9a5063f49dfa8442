import { basename, dirname } from "node:path";
import { groupBy, indexByKeys } from "../../core/arrays";
import { fail, formatList } from "../../core/errors";
import { stemOf } from "../stem-of";
import { maskWords } from "./mask-words";
import { masksByRole } from "./masks-by-role";

/** `scan_mask`, `scan-seg-2`, `benign (3)_mask_1`: an image's name, then a word for masks. */
const ending = new RegExp(`^(.+?)[ _.-]+(?:${maskWords})(?:[ _-]?\\d+)?$`, "i");
/** `7mask`, `scan_mask_tumor`. */
const otherEndings = [`^(.*\\d)(?:${maskWords})$`, `^(.+?)[ _.-]+(?:${maskWords})[ _.-]+[a-z]+$`].map(
  (pattern) => new RegExp(pattern, "i"),
);
/** `mask_7`, `Mask7`. */
const beginning = new RegExp(`^(?:${maskWords})(?:[ _-]+(.+)|(\\d.*))$`, "i");
/** `masks`, `lung_masks`, `mask_images`, `GT_png`, `labels_Tr`, `Segmentation_Class`. */
const folderName = new RegExp(
  `^(?:[\\w-]*[ _-])?(?:${maskWords}|masks?\\d)(?:[ _-]?(?:images?|imgs?|png|jpe?g|tiff?|bmp|nii|nifti|data|files|class|object|train|test|val|tr|ts))*$`,
  "i",
);
const imagesName =
  /^(?:[\w-]*[ _-])?(?:images?|imgs?|pictures|scans|slices|originals?|bilder|im[a\u00e1]genes|imagens|immagini)(?:[ _-]?(?:train|test|val|tr|ts))?$/i;
const imageEnding = /[ _.-]+(?:image|img|original|orig|training|test)$/i;
const usualKind = /^(?:flair|t1|t1ce|t1c|t1gd|t1n|t1w|t2|t2f|t2w|adc|dwi|ct|pet|\d{4})$/;
/** `img_7`, `image7`: what stands for the image in `mask_7`. */
const imageBeginning = /^(?:images?|imgs?|im|scan|slice|picture|original|orig)[ _-]*(?=\d)/i;

/**
 * Masks among a folder's images: drawings of where something is, which would count as images of their class.
 *
 * A file is a mask of an image in its folder whose name it bears with an ending (`a_mask`, `a_seg`, `a_gt` ..., of any
 * file type), or of several that differ in their ending (`a_seg` beside `a_t1`, `a_t2`); or it lies in a folder for masks (`masks`, `GT`, `labels` ...) beside images of the same names. A mask
 * may also bear a word alone, in each patient's folder (see `masksByRole`). A folder
 * of whose files at least half bear an image's name, or that lies beside one called `images`, holds masks only. Such a
 * name alone makes no mask: a class may bear it.
 *
 * @param images paths relative to the data folder
 * @returns the image of each mask by the mask's path; undefined where the folder tells that it is one, but not of which
 * @throws InputError when the files of a folder so called bear the names of images in several folders: it may be a class
 */
export function findMasks(images: readonly string[]): ReadonlyMap<string, string | undefined> {
  const masks = new Map<string, string | undefined>();
  const whole = wrapping(images);
  const inFolder = groupBy(images, (file) => maskFolder(file, whole));
  const outside = inFolder.get(undefined) ?? [];
  for (const [mask, image] of masksByName(outside)) masks.set(mask, image);
  for (const [mask, image] of masksByRole(outside.filter((file) => !masks.has(file)))) masks.set(mask, image);
  const below = namesBelow(outside.filter((file) => !masks.has(file)));
  const folders = new Set(images.flatMap(ancestors));
  for (const [folder, files] of inFolder) {
    if (folder === undefined) continue;
    const found = files.map((file) => imagesOf(file, folder, below));
    const isBeside = [...folders].some((f) => dirname(f) === dirname(folder) && imagesName.test(basename(f)));
    const isOther = !isBeside && 2 * found.filter((of) => of.length > 0).length < files.length;
    if (isOther || isNegative(folder) || hasOpposite(folder, folders)) {
      for (const [mask, image] of masksByName(files)) masks.set(mask, image);
      continue;
    }
    if (!isBeside && 2 * found.filter((of) => of.length > 1).length >= files.length)
      refuseUnclear(folder, found);
    for (const [i, file] of files.entries())
      masks.set(file, found[i]!.length === 1 ? found[i]![0] : undefined);
  }
  return masks;
}

/**
 * Masks among files by their names, beside the images of these: the image of each; undefined where it is of several, as
 * in BraTS (`case7_seg` beside `case7_flair`, `case7_t1`).
 */
function masksByName(files: readonly string[]): Map<string, string | undefined> {
  const byName = new Map<string, string>(
    [withoutBeginning, plainName].flatMap((nameOf) =>
      files.map((file) => [`${dirname(file)}/${nameOf(file)}`, file] as const),
    ),
  );
  const isSubject = subjectsOf(files);
  const masks = new Map<string, string | undefined>();
  for (const file of files) {
    const names = namesOfMasked(file).map((name) => `${dirname(file)}/${name}`);
    const image = names.map((name) => byName.get(name)).find((found) => found !== undefined);
    const isOfSeveral = ending.test(stemOf(file)) && isSubject(names[0]!);
    if ((image !== undefined && image !== file) || isOfSeveral) masks.set(file, image);
  }
  return masks;
}

/** The images that a file in a folder of masks may be of: of the same name, the more equal folders the better. */
function imagesOf(file: string, folder: string, below: ReadonlyMap<string, string[]>): string[] {
  const parent = dirname(folder);
  const found = [plainName(file), ...namesOfMasked(file)]
    .map((name) => below.get(`${parent}/${name}`) ?? [])
    .find((of) => of.length > 0);
  const inside = ancestors(file.slice(folder.length + 1)).map((place) => basename(place).toLowerCase());
  const inner = [...inside, ...namesOfMasked(basename(folder))]; // benign_mask/ is beside benign/
  const agreement = (image: string): number =>
    inner.filter((name) => image.toLowerCase().split("/").slice(0, -1).includes(name)).length;
  const best = Math.max(...(found ?? []).map(agreement));
  return (found ?? []).filter((image) => agreement(image) === best);
}

function refuseUnclear(folder: string, found: readonly (readonly string[])[]): never {
  const places = [...new Set(found.flat().map((image) => dirname(image)))].sort();
  return fail(
    "tell masks from images",
    `the folder ${folder} is called as folders of masks are, and its files bear the names of images in ${formatList(places)}`,
    "masks of one folder of images, or a class of another name",
    "Move the folder away if it holds masks, else rename it.",
  );
}

/** The outermost folder of a file that is called as folders of masks are, but for those that hold everything. */
function maskFolder(file: string, whole: ReadonlySet<string>): string | undefined {
  return ancestors(file).find(
    (folder) => folderName.test(basename(folder).replace(/(?<=[a-z])(?=[A-Z])/g, "_")) && !whole.has(folder),
  );
}

/** Folders in which all files lie: `Dataset_BUSI_with_GT`. */
function wrapping(files: readonly string[]): ReadonlySet<string> {
  const [first = ""] = files;
  return new Set(ancestors(first).filter((folder) => files.every((file) => file.startsWith(`${folder}/`))));
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

/** Whether several images, or one of a usual kind (`case7_flair`), bear a name with different endings. */
function subjectsOf(files: readonly string[]): (name: string) => boolean {
  const kinds = new Map<string, number>();
  for (const file of files.filter((f) => namesOfMasked(f).length === 0)) {
    const [, subject, kind = ""] = /^(.+)[ _.-]+([a-z0-9]+)$/.exec(plainName(file)) ?? [];
    const key = `${dirname(file)}/${subject ?? ""}`;
    if (subject !== undefined) kinds.set(key, (kinds.get(key) ?? 0) + (usualKind.test(kind) ? 2 : 1));
  }
  return (name) => (kinds.get(name) ?? 0) > 1;
}

/** A file's plain name, `img_` before a number left away too. */
function withoutBeginning(file: string): string {
  return plainName(file).replace(imageBeginning, "");
}

/** Names that the image may have whose mask a file is by its name: `a_lesion_mask` is of `a_lesion` or of `a`. */
function namesOfMasked(file: string): string[] {
  const stem = stemOf(file).toLowerCase();
  const before = ending.exec(stem)?.[1];
  const others = otherEndings.map((one) => one.exec(stem)?.[1]);
  const [, separate, glued] = beginning.exec(stem) ?? [];
  const shorter = before?.replace(/[ _.-]+[a-z]+$/, "");
  return [before, shorter, ...others, separate ?? glued].filter((name) => name !== undefined);
}

/** Images by each folder above them and their name. */
function namesBelow(files: readonly string[]): ReadonlyMap<string, string[]> {
  return indexByKeys(files, (file) =>
    [".", ...ancestors(file)].map((folder) => `${folder}/${plainName(file)}`),
  );
}

/** `without_mask`: a class; `set_with_GT`: not of masks only. */
function isNegative(folder: string): boolean {
  return /^(no|non|not|without)[ _-]|(^|[ _-])(with|and)[ _-]/i.test(basename(folder));
}

/** Whether a folder is one of two classes: `mask` beside `no_mask`. */
function hasOpposite(folder: string, folders: ReadonlySet<string>): boolean {
  const name = basename(folder).replace(/^with[ _-]?/i, "");
  const opposite = new RegExp(`^(no|non|without)[ _-]?${name}$`, "i");
  return [...folders].some((other) => dirname(other) === dirname(folder) && opposite.test(basename(other)));
}
