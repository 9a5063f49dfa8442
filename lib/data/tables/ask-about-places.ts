import { fail, formatList, groupBy } from "../../core";
import { foldersOf, isCounted, isHolder, isNeutral, isSite } from "../folders/folder-words";
import { isPartName } from "../part-of";

/**
 * A question on patients of a table whose name folders in several places bear: `London/001` and `Paris/001` may be two
 * patients, `before/001` and `after/001` are one. Kinds of pictures, parts of a split, grades and visits do not count.
 *
 * @param images the images of each patient, by its name in the table
 * @param isNamed whether a folder's name stands for a patient
 * @returns undefined where each patient lies in one place
 * @throws InputError where the places are called as sites are: each counts its own patients
 */
export function askAboutPlaces(
  images: ReadonlyMap<string, readonly string[]>,
  isNamed: (folder: string, patient: string) => boolean,
): string | undefined {
  const torn = [...images].flatMap(([patient, files]) => {
    const byPlace = groupBy(files, (file) => placeAbove(file, (name) => isNamed(name, patient)));
    return byPlace.size > 1 ? [{ patient, places: [...byPlace.keys()], of: [...byPlace.values()] }] : [];
  });
  const [first] = torn;
  if (!first) return undefined;
  const examples = first.of.map(([file]) => {
    const folders = foldersOf(file!);
    return folders.some((name) => isNamed(name, first.patient))
      ? folders.join("/")
      : [...folders, first.patient].join("/");
  });
  const found = `"${first.patient}" fits images in ${formatList(examples, 3)}${torn.length > 1 ? `, and so do ${torn.length - 1} others` : ""}`;
  if (torn.some(({ places }) => places.every((place) => place.split("/").some(isSite))))
    fail(
      "tell the patients of a table",
      `${found}: each site may count its own patients`,
      "one patient per id",
      `Write the folders into the ids, in a copy of the table (${examples[0]!}), or read one site: --set data.folder=NAME.`,
    );
  return `${found}: taken as one patient each; if they are several, write the folders into the ids (${examples[0]!})`;
}

/** The folders above that of a patient, or all, without those that hold images whatever their patient. */
function placeAbove(file: string, isNamed: (folder: string) => boolean): string {
  const names = foldersOf(file);
  const at = names.findIndex(isNamed);
  return (at < 0 ? names : names.slice(0, at))
    .filter((name) => ![isNeutral, isCounted, isHolder, isPartName].some((isSo) => isSo(name)))
    .join("/");
}
