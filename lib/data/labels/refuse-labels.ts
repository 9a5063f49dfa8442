import { readFileSync } from "node:fs";
import { join } from "node:path";
import { countOf, fail, formatList } from "../../core";
import { isClassName } from "../class-words";
import { containerRemedy } from "../folders/container-remedy";
import { foldersOf, hasClassWord, mayBeClass } from "../folders/folder-words";
import { isArchive, type Listing } from "../folders/list-files";
import { readNpz } from "../formats/numpy";
import { attempt } from "./arrays-of-npz";
import { negativeLabel } from "./negative-label";
import { formatNames } from "../formats/image-formats";
import type { Labelled, LabelledImage, LabelOptions } from "../labelled";
import { stemOf } from "../stem-of";
import { headerRemedy } from "../tables/header-remedy";
import { headings } from "../tables/label-table";
import { parseTable } from "../tables/parse-table";
import { partOfTable, type LabelTable } from "../tables/read-labels";
import { saysClasses } from "../tables/tables-beside-folders";

/** Refuses a folder without images. */
export function refuseWithoutImages({ folder, tables, others }: Listing): never {
  return fail(
    `read the data set ${folder}`,
    `none of its ${countOf(tables.length + others.length, "file")} is an image (${formatList([...tables, ...others])})`,
    `${formatNames} files`,
    containerRemedy(others) ?? "Convert the images, or give another folder.",
  );
}

/** Refuses a folder whose images nothing labels. */
export function refuseWithoutLabels({ folder, images, tables, others }: Listing): never {
  const arrays = images.find((file) => isArchive(file));
  if (arrays !== undefined && tables.length === 0) refuseArrays(folder, arrays, images.length);
  const tried = tables.length > 0 ? ` (it has ${headings(folder, tables)})` : "";
  return fail(
    `read the data set ${folder}`,
    `no labels for its ${countOf(images.length, "image")}`,
    `a labels.csv with the columns id and label${tried}, or one sub-folder per class`,
    remedyForHeaders(folder, images, tables) ??
      remedyFor(others) ??
      remedyForTexts(images, others) ??
      remedyForTitle(folder, tables) ??
      remedyForNames(images) ??
      "If this folder is one class, give the one that holds all classes; else see data/README.md for both forms.",
  );
}

/** What to do with tables of DICOM files that name patients or pictures as the files' headers do. */
function remedyForHeaders(
  folder: string,
  images: readonly string[],
  tables: readonly string[],
): string | undefined {
  const columns = tables.flatMap((file) => parseTable(join(folder, file)).headings);
  return columns.map((column) => headerRemedy(column, images)).find((remedy) => remedy !== undefined);
}

/** What to do with a text beside each image, as YOLO's boxes are. */
function remedyForTexts(images: readonly string[], files: readonly string[]): string | undefined {
  const texts = new Map(files.filter((file) => file.endsWith(".txt")).map((file) => [stemOf(file), file]));
  const [first, ...more] = images.flatMap((file) => texts.get(stemOf(file)) ?? []);
  return first !== undefined && 2 * more.length >= images.length
    ? `Labels are not read from a text per image, as ${first}: write them as labels.csv with the columns id and label.`
    : undefined;
}

/** What to do with a table whose first line is one cell, and others more: a title, perhaps, or a comment. */
function remedyForTitle(folder: string, tables: readonly string[]): string | undefined {
  const titled = tables.find((file) => {
    const [first = 0, ...rest] = readFileSync(join(folder, file), "utf8")
      .split(/[\r\n]+/)
      .map((line) => line.split(/[,;\t|]/).filter((cell) => cell.trim() !== "").length);
    return first === 1 && rest.some((cells) => cells > 1);
  });
  return titled === undefined
    ? undefined
    : `If the line of headings of ${titled} stands further down, delete the lines above it in a copy.`;
}

/** What to type where each file's name holds one usual name of a class: `tumor_7.png`. */
function remedyForNames(images: readonly string[]): string | undefined {
  const words = images.map((file) =>
    stemOf(file)
      .split(/[^\p{L}]+/u)
      .filter(isClassName),
  );
  const classes = [...new Set(words.flat())];
  return classes.length > 1 && words.every(({ length }) => length === 1)
    ? `If the files' names say the classes: --set data.labelPattern='(${classes.join("|")})[^/]*$'.`
    : undefined;
}

/** Refuses a .npz file whose arrays are not told, by their names. */
function refuseArrays(folder: string, file: string, count: number): never {
  const names = attempt(() => [...readNpz(readFileSync(join(folder, file))).keys()]) ?? [];
  return fail(
    `read the data set ${folder}`,
    `no labels for its ${countOf(count, "image")}: ${file} holds ${names.length === 0 ? "no array that can be read" : `the arrays ${formatList(names)}`}`,
    "images with their labels: X and y, images and labels, or train_images and train_labels and so on",
    "Save them under these names: numpy.savez(file, images=..., labels=...); or put one array per file into a sub-folder per class.",
  );
}

/** True where a file that is not read may hold the labels. */
export function mayHoldLabels({ images, others }: Listing): boolean {
  return (remedyFor(others) ?? remedyForTexts(images, others)) !== undefined;
}

/** What to do with a file that may hold the labels, but is not read. */
function remedyFor(others: readonly string[]): string | undefined {
  const sheet = others.find((file) => /\.(xls[xmb]?|ods|numbers)$/i.test(file));
  if (sheet !== undefined) return `Save ${sheet} as labels.csv.`;
  const packed = others.find((file) => /(^|\/)[^/]*\.(zip|(csv|tsv|txt)\.(gz|bz2|xz))$/i.test(file));
  if (packed !== undefined) return `Unpack ${packed} if it holds the table of labels.`;
  const data = others.find((file) =>
    /(?<!thumbs)\.(jsonl?|ndjson|xml|ya?ml|parquet|feather|arrow|pkl|pickle|mat|sav|dta|rds|rdata|sqlite|db)$/i.test(
      file,
    ),
  );
  return data === undefined
    ? undefined
    : `Labels are not read from ${data}: if it holds them, write them as labels.csv with the columns id and label.`;
}

/** Refuses columns that are named in tables whose rows name no images, rather than to take the folders for classes. */
export function refuseStrangers({ folder, images, tables }: Listing, options: LabelOptions): never {
  const { labelColumn = "", idColumn = "" } = options;
  const [setting, name] = labelColumn === "" ? ["idColumn", idColumn] : ["labelColumn", labelColumn];
  return fail(
    `use data.${setting} "${name}"`,
    `the rows of ${tables.length > 0 ? formatList(tables) : `the tables in ${folder}`} name none of its images`,
    "a column whose cells are the images' names",
    remedyForHeaders(folder, images, tables) ?? "Add such a column to a copy of the table.",
  );
}

/** Refuses a column that is named for the classes, or for the images, beside a pattern of classes. */
export function refuseTwoWays({ labelColumn, idColumn }: LabelOptions): void {
  if (!labelColumn && !idColumn) return;
  fail(
    "tell the classes",
    `data.labelPattern and ${labelColumn ? "data.labelColumn" : "data.idColumn"} are both set`,
    "one of them",
    "Leave one of them out.",
  );
}

/**
 * Refuses columns of labels where the sub-folders are other classes: by usual names; or by words (`glioma`,
 * `meningioma`) where neither the column nor the table is called as labels are.
 */
export function refuseContradiction(
  folder: string,
  { heading, files, labelsFrom, labelColumn = heading }: LabelTable,
  labelled: Labelled,
  byFolder: Labelled,
): void {
  const places = [...new Set(byFolder.images.map(({ label }) => label))].sort();
  if (places.length < 2) return;
  const isPlain = places.some((name) => isClassName(name) || hasClassWord(name));
  const isCalled = heading === undefined || saysClasses(heading) || files.some(isCalledLabels);
  if (!isPlain && (isCalled || !places.every(mayBeClass))) return;
  const ofFile = new Map(byFolder.images.map(({ file, label }) => [file, label]));
  const pairs = new Set(labelled.images.map(({ file, label }) => `${label}\n${ofFile.get(file) ?? ""}`));
  const isSame =
    pairs.size === new Set(labelled.images.map(({ label }) => label)).size && pairs.size === places.length;
  if (isSame && !isTurned([...pairs], heading)) return;
  const [{ file, label }] = byFolder.images as [LabelledImage];
  const level = foldersOf(file).findIndex((name) => name.trim() === label);
  fail(
    `tell the labels of ${folder}`,
    `${heading === undefined ? labelsFrom : `column "${heading}" of ${formatList(files)}`} and the sub-folders ${formatList(places)} say different things`,
    "one of them to be the classes",
    `Name the column with --set "data.labelColumn=${labelColumn ?? "NAME"}" if it is that one; else name the folders with --set data.labelPattern='^${"[^/]+/".repeat(Math.max(0, level))}([^/]+)/', or move ${formatList(files)} away.`,
  );
}

/**
 * Whether labels stand for the folders that are called as their opposites: `tumor` or a 1 for the folder `normal`, which
 * under `benign` a 1 may.
 */
function isTurned(pairs: readonly string[], heading: string | undefined): boolean {
  const placeOf = new Map(pairs.map((pair) => pair.toLowerCase().split("\n") as [string, string]));
  const labels = [...placeOf.keys()];
  if ([...placeOf].some(([label, place]) => label !== place && labels.includes(place))) return true;
  const [a, b] = labels;
  if (a === undefined || b === undefined || pairs.length > 2) return false;
  const negative = negativeLabel([a, b], heading);
  const none = negativeLabel([placeOf.get(a)!, placeOf.get(b)!], undefined);
  return negative !== undefined && none !== undefined && none !== placeOf.get(negative);
}

/** Whether a table is called as those of labels are: `labels.csv`, `train.csv`, `ground_truth.csv`. */
function isCalledLabels(file: string): boolean {
  return (
    /labels?|class(es)?|diagnos[ie]s|ground.?truth|annotations?|targets?/i.test(file) ||
    partOfTable(file) !== undefined
  );
}
