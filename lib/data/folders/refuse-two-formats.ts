import { basename } from "node:path";
import { fail, formatList, groupBy } from "../../core";
import { foldersOf, isHolder } from "./folder-words";

/** Fewer equal names than this may be chance. */
const fewest = 3;
const endings = /\.(png|jpe?g|jpe|jfif|tiff?|bmp|gif|webp|dcm|dicom|ima|nii|nii\.gz|npy)$/i;
/** `PNG`, `dicom_files`, `images-jpg`: what says how its images are saved, and no more. */
const formatFolder =
  /^((images?|imgs?|files?|data|slices|scans|as)[ _-]?)?(png|jpe?g|tiff?|bmp|gif|webp|dicom|dcm|nii|nifti|npy)s?([ _-]?(images?|imgs?|files?|data|slices|scans))?$/i;

/**
 * Refuses files of one class that have one name in two formats, in one folder or in `DICOM/` beside `PNG/`: a file and
 * its export, which would count as two images. A third of the names must be so.
 *
 * @throws InputError that names them
 */
export function refuseTwoFormats(files: readonly string[]): void {
  const byName = [...groupBy(files, nameInPlace).values()];
  const twice = byName.filter((some) => new Set(some.map(formatOf)).size > 1);
  if (twice.length < fewest || 3 * twice.length < byName.length) return;
  const [first] = twice;
  fail(
    "tell the images",
    `${twice.length} names stand for files of two formats each: ${formatList(first!)} for one`,
    "one file per image",
    "Give the files of one format alone (and delete the others' lines from a copy of a table); if they show different things, rename them.",
  );
}

/** A file's path without its ending, and without folders that say how it is saved or hold images, whatever they are. */
function nameInPlace(file: string): string {
  const places = foldersOf(file).filter((name) => !formatFolder.test(name) && !isHolder(name));
  let name = basename(file);
  while (endings.test(name)) name = name.replace(endings, ""); // scan.dcm.png
  return [...places.map(withoutFormat), name].join("/").toLowerCase();
}

/** A folder's name without the format of its images at its end: `normal` for `normal_png`. */
export function withoutFormat(name: string): string {
  return name.replace(/[ _-](png|jpe?g|tiff?|bmp|dicom|dcm|nii|nifti|npy)s?$/i, "");
}

/** Its ending, one for all spellings of a format; DICOM may have none. */
function formatOf(file: string): string {
  const ending = endings.exec(file)?.[1]?.toLowerCase() ?? "dcm";
  if (/^j/.test(ending)) return "jpg";
  if (/^tiff?$/.test(ending)) return "tif";
  return /^(dicom|ima)$/.test(ending) ? "dcm" : ending;
}
