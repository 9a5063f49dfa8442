import { indexByKeys, range } from "../../core";
import { foldersOf } from "../folders/folder-words";
import type { LabelOptions } from "../labelled";
import { stemOf } from "../stem-of";
import { columnCalled } from "./column-called";
import { groupOf, mayBeClasses } from "./group-of";
import { isOtherHeading } from "./heading-words";
import { imageName } from "./image-name";
import { isAbsent } from "./is-absent";
import { askAboutPlaces } from "./ask-about-places";
import type { Table } from "./parse-table";
import { pathOfId } from "./path-of-id";

/** A table with a row per image, made of one with a row per patient or scan. */
interface PatientRows {
  readonly table: Table;
  /** Headings of the columns of images and of patients. */
  readonly idColumn: string;
  readonly groupColumn: string;
  readonly note: string;
}

const pathHeading = "images of the row";

/**
 * Repeats each row of a table of patients or scans for every image that lies in a folder of its name, or bears a name
 * that begins with it: `TCGA_CS_4941` means all of `TCGA_CS_4941_19960909/`, 7 means `patient007/`, `OAS1_0001_MR1`
 * means `OAS1_0001_MR1_mpr-1.png`, `set/train/patient7/study1/` the images there. Where folders are called after as many of the patients, files' names do not count: `7.png` is
 * a slice there. Rows of patients without images stay as they are.
 *
 * @param images paths relative to the data folder
 * @returns undefined where no column does so for half of its values and half of the images, or an image fits two values;
 *   or where a column holds names of image files
 * @throws InputError where folders of several sites bear the name of one patient (see `askAboutPlaces`)
 */
export function rowsPerPatient(
  table: Table,
  images: readonly string[],
  { idColumn = "", labelColumn = "", groupColumn = "" }: LabelOptions,
): PatientRows | undefined {
  if (table.headings.some((_, at) => table.rows.every(({ cells }) => imageName.test(cells[at] ?? ""))))
    return undefined;
  const finders = [patientFinder(images, keysOfFolders), patientFinder(images, keysOfFile)];
  const wanted = columnCalled(table.headings, idColumn);
  const label = columnCalled(table.headings, labelColumn);
  const fit = table.headings.flatMap((heading, at) => {
    if (at === label || (wanted === undefined ? isOtherHeading(heading) : at !== wanted)) return [];
    const placesIn = placesOf(table.rows.map(({ cells }) => cells[at] ?? ""));
    return finders.flatMap((findPlace) => {
      const find = (id: string): readonly string[] =>
        placesIn(id)
          .map(findPlace)
          .find((files) => files.length > 0) ?? [];
      const found = imagesOfValues(table, at, find);
      return found && 2 * found.images >= images.length ? [{ at, heading, find, ...found }] : [];
    });
  });
  const [best] = fit.sort((a, b) => b.images - a.images || b.values - a.values || a.at - b.at);
  if (!best) return undefined;
  const values = [...new Set(table.rows.map(({ cells }) => cells[best.at] ?? ""))];
  const places = askAboutPlaces(new Map(values.map((value) => [value, best.find(value)])), (name, value) =>
    keysOfFolder(name)
      .flatMap(spellingsOf)
      .includes(spellingsOf(value).at(-1) ?? ""),
  );
  const called = groupOf(table, -1, groupColumn, label);
  const isDoubtful = groupColumn === "" && called !== undefined && mayBeClasses(table, called);
  const group = isDoubtful ? undefined : called;
  const rows = table.rows.flatMap(({ cells, line }) => {
    const files = best.find(cells[best.at] ?? "");
    const paths = files.length > 0 ? files : [cells[best.at] ?? ""];
    return paths.map((path) => ({ cells: [...cells, path], line }));
  });
  return {
    table: { headings: [...table.headings, pathHeading], rows },
    idColumn: pathHeading,
    groupColumn: group === undefined ? best.heading : table.headings[group]!,
    note: `a row per patient or scan: "${best.heading}" names folders, or beginnings of names, of ${best.images} images${places === undefined ? "" : `; ${places}`}`,
  };
}

/** A cell as paths of a folder: as it is, then without one after the other of the folders that all cells have in front. */
function placesOf(cells: readonly string[]): (cell: string) => readonly string[] {
  const foldersIn = (cell: string): string[] => pathOfId(cell).replace(/\/+$/, "").split("/");
  const [first = [], ...rest] = cells.filter((cell) => cell !== "").map(foldersIn);
  const differs = first.findIndex((name, i) => rest.some((folders) => folders[i] !== name));
  return (cell) => {
    const folders = foldersIn(cell);
    return range(Math.min(differs, folders.length - 1) + 1).map((n) => folders.slice(n).join("/"));
  };
}

/** How many values of a column name images, and how many; undefined where few do, or an image fits two values. */
function imagesOfValues(
  { rows }: Table,
  at: number,
  find: (id: string) => readonly string[],
): { values: number; images: number } | undefined {
  const values = new Set(rows.map(({ cells }) => cells[at] ?? "").filter((cell) => !isAbsent(cell)));
  const seen = new Set<string>();
  let known = 0;
  for (const value of values) {
    const files = find(value);
    if (files.some((file) => seen.has(file))) return undefined;
    for (const file of files) seen.add(file);
    if (files.length > 0) known++;
  }
  return known > 1 && 2 * known >= values.size ? { values: known, images: seen.size } : undefined;
}

/** A look-up of the images that an id means by what may stand for them in a table of patients. */
function patientFinder(
  images: readonly string[],
  keysOfImage: (file: string) => readonly string[],
): (id: string) => readonly string[] {
  const byKey = indexByKeys(images, (file) => new Set(keysOfImage(file).flatMap(spellingsOf)));
  return (id) => {
    const key = spellingsOf(id).find((spelling) => byKey.has(spelling));
    return key === undefined ? [] : byKey.get(key)!;
  };
}

/** What may stand for a file by its folders: their names and their paths, `siteA/patient7`. */
function keysOfFolders(file: string): string[] {
  const names = foldersOf(file);
  return [...names.flatMap(keysOfFolder), ...names.map((_, i) => names.slice(0, i + 1).join("/"))];
}

/** What may stand for a file by its folders and its name. */
function keysOfFile(file: string): string[] {
  const keys = keysOf(stemOf(file));
  const place = foldersOf(file).join("/");
  return [...keysOfFolders(file), ...keys, ...(place === "" ? [] : keys.map((key) => `${place}/${key}`))];
}

/** A name and its beginnings, `7` of `7_left`. */
function keysOf(name: string): string[] {
  const ends = [...name.matchAll(/[ _.-]+/g)].map(({ index }) => name.slice(0, index));
  return [name, ...ends.filter((text) => /\d/.test(text) && (text.length > 2 || /^\d+$/.test(text)))];
}

/** What may stand for a folder, moreover its number: `00007` of `BraTS2021_00007`, `7` of `patient7`. */
function keysOfFolder(name: string): string[] {
  const number = /^[a-z]+[ _-]?(\d+)$/i.exec(name)?.[1] ?? /[ _-](\d{3,})$/.exec(name)?.[1];
  return [...keysOf(name), ...(number === undefined ? [] : [number])];
}

/**
 * A name without case, and its words and numbers alone, so that `P-1` is `P1`, but `P1_2` not `P12`, nor `1_1` 11; a
 * number without zeros in front.
 */
function spellingsOf(text: string): string[] {
  const lower = text.normalize("NFC").toLowerCase();
  const words = lower.match(/\p{L}+|\p{N}+|[^\p{L}\p{N} _.-]+/gu)?.join(" ") ?? "";
  const plain = /^\d+$/.test(text) ? text.replace(/^0+(?=\d)/, "") : words;
  return plain === "" ? [] : [lower, plain];
}
