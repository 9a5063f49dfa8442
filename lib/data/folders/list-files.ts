import { closeSync, openSync, readdirSync, readSync, realpathSync, statSync } from "node:fs";
import { basename, dirname, join } from "node:path";
import { fail } from "../../core";
import { findMasks } from "./find-masks";
import { asideInFolders, asideOfSeries } from "../formats/aside-of-series";
import { sniffedBytes } from "../formats/image-format";
import { isImage, sniffFormat } from "../formats/image-formats";
import { objectWithoutImage } from "../formats/object-without-image";

/** Files of a data folder by kind; paths relative to it, with forward slashes, in code-unit order. */
export interface Listing {
  readonly folder: string;
  readonly images: readonly string[];
  /** Masks, no images themselves: the image of each by the mask's path, where that is known (see `findMasks`). */
  readonly masks: ReadonlyMap<string, string | undefined>;
  /** Images in other folders than `data.folder` names. */
  readonly outside?: readonly string[];
  /** Tables (CSV, TSV) of the folder itself, not of its sub-folders. */
  readonly tables: readonly string[];
  /** Everything else: hidden files, notes, other formats. */
  readonly others: readonly string[];
  /** Folders without any file: classes that were to be filled, perhaps. */
  readonly empty: readonly string[];
  /** DICOM objects without an image, such as reports, and what they are, in the plural. */
  readonly objects?: ReadonlyMap<string, string>;
  /** DICOM images beside a series that are no slices of it, such as scouts, and what they are, in the plural. */
  readonly aside?: ReadonlyMap<string, string>;
}

/** Whether a file is a table as text, by its ending. */
export function isTable(file: string): boolean {
  return /\.(csv|tsv|tab)$/i.test(file);
}

/** Whether a file is called as those of images and their labels are: `pneumoniamnist.npz`. */
export function isArchive(path: string): boolean {
  return /\.npz$/i.test(path);
}

const hidden =
  /^(\.|__MACOSX$|@eaDir$|#recycle$|\$RECYCLE\.BIN$|System Volume Information$|lost\+found$|Thumbs\.db$)/i;
/** A directory of DICOM files, and what programs leave behind: copies of files that lie there too. */
const leftover = /(^|\/)DICOMDIR$|(~|\.(bak|backup|old|orig|tmp|temp|part|crdownload))$/i;

/**
 * Lists a data folder with its sub-folders, or a .npz file as a folder of it alone; links are followed, nothing is written.
 * @throws InputError when there is no such folder, or nothing in it
 */
export function listFiles(folder: string): Listing {
  const action = `read the data set ${folder}`;
  const wanted = "a folder of labelled images";
  const remedy = "Give --data a folder as data/README.md describes it, or --data phantom.";
  const found = statSync(folder, { throwIfNoEntry: false });
  if (!found) fail(action, "no such folder", wanted, remedy);
  if (found.isFile() && isArchive(folder)) return listArchive(folder);
  if (!found.isDirectory()) fail(action, "it is a file", wanted, remedy);
  const files = filesOf(folder, "", []);
  if (files.length === 0) fail(action, "the folder is empty", wanted, remedy);
  files.sort((a, b) => (a < b ? -1 : 1));
  const begins = new Map(files.filter((f) => !isHidden(f)).map((f) => [f, firstBytes(join(folder, f))]));
  const objects = withoutImage(begins);
  const isPicture = (f: string, begin: Uint8Array): boolean =>
    !leftover.test(f) && !objects.has(f) && isImage(f, begin);
  const aside = asideOf(new Map([...begins].filter(([f, begin]) => isPicture(f, begin))));
  const pictures = [...begins].flatMap(([f, begin]) => (isPicture(f, begin) && !aside.has(f) ? [f] : []));
  const tables = files.filter((f) => isTable(f) && !f.includes("/") && !isHidden(f));
  const drawn = [...objects].flatMap(([f, kind]) => (kind === "masks" ? [f] : []));
  const masks = new Map([...findMasks(pictures), ...drawn.map((f) => [f, undefined] as const)]);
  const images = pictures.filter((f) => !masks.has(f));
  const known = new Set([...pictures, ...tables, ...objects.keys(), ...aside.keys()]);
  return {
    folder,
    images,
    masks,
    tables,
    others: files.filter((f) => !known.has(f)),
    empty: emptyFolders(folder, files),
    objects: new Map([...objects].filter(([, kind]) => kind !== "masks")),
    aside,
  };
}

/** What scanners add to series, among images. */
function asideOf(begins: ReadonlyMap<string, Uint8Array>): ReadonlyMap<string, string> {
  const isDicom = (begin: Uint8Array): boolean => sniffFormat(begin)?.name === "DICOM";
  const kinds = [...begins].flatMap(([file, begin]) =>
    isDicom(begin) ? [[file, asideOfSeries(begin)] as const] : [],
  );
  return asideInFolders(new Map(kinds));
}

/** What the files are that are DICOM's and hold no image. */
function withoutImage(begins: ReadonlyMap<string, Uint8Array>): ReadonlyMap<string, string> {
  return new Map(
    [...begins].flatMap(([file, begin]) => {
      const kind = sniffFormat(begin)?.name === "DICOM" ? objectWithoutImage(begin) : undefined;
      return kind === undefined ? [] : [[file, kind] as const];
    }),
  );
}

/** A .npz file of images and labels, as a folder of this file alone. */
function listArchive(path: string): Listing {
  return {
    folder: dirname(path),
    images: [basename(path)],
    masks: new Map(),
    tables: [],
    others: [],
    empty: [],
  };
}

/** First bytes of a file; none of one that cannot be read. */
export function firstBytes(path: string): Uint8Array {
  const begin = Buffer.alloc(sniffedBytes);
  let file: number | undefined;
  try {
    file = openSync(path, "r");
    return begin.subarray(0, readSync(file, begin, 0, begin.length, 0));
  } catch {
    return begin.subarray(0, 0);
  } finally {
    if (file !== undefined) closeSync(file);
  }
}

/** All files below a folder; a link back to a folder above is not followed, a link to nothing counts as a file. */
function filesOf(root: string, under: string, above: readonly string[]): string[] {
  const real = realpathSync(join(root, under));
  if (above.includes(real)) return [];
  return namesIn(real).flatMap((name) => {
    const path = under === "" ? name : `${under}/${name}`;
    const found = statSync(join(root, path), { throwIfNoEntry: false });
    if (found?.isDirectory()) return filesOf(root, path, [...above, real]);
    return !found || found.isFile() ? [path] : [];
  });
}

/** Folders without any file but hidden ones below them, the outermost of each; links back to a folder above are none. */
function emptyFolders(root: string, files: readonly string[]): string[] {
  const inUse = new Set(files.filter((file) => !isHidden(file)).flatMap(foldersAbove));
  const places = [".", ...inUse].map((place) => (place === "." ? "" : `${place}/`));
  return places
    .flatMap((place) => namesIn(join(root, place)).map((name) => `${place}${name}`))
    .filter((path) => !inUse.has(path) && !isHidden(path))
    .filter((path) => statSync(join(root, path), { throwIfNoEntry: false })?.isDirectory())
    .filter(
      (path) =>
        !`${realpathSync(dirname(join(root, path)))}/`.startsWith(`${realpathSync(join(root, path))}/`),
    )
    .sort();
}

function foldersAbove(file: string): string[] {
  const parts = file.split("/").slice(0, -1);
  return parts.map((_, i) => parts.slice(0, i + 1).join("/"));
}

function isHidden(file: string): boolean {
  return file.split("/").some((part) => hidden.test(part));
}

function namesIn(folder: string): string[] {
  try {
    return readdirSync(folder);
  } catch (e) {
    const reason = e instanceof Error ? e.message : String(e);
    return fail(`list ${folder}`, reason, "a readable folder", "Change its permissions, or move it away.");
  }
}
