import { readdirSync } from "node:fs";
import { join } from "node:path";
import { fail, formatList, InputError } from "../../core";
import { isClassName } from "../class-order";
import { imageFinder, type ImageFinder } from "../tables/image-finder";
import { formatNames } from "../formats/image-formats";
import { keepParts } from "../keep-parts";
import { headings, labelTable, refuseUnknownColumn } from "../tables/label-table";
import { isTextList, parseTable } from "../tables/parse-table";
import type { LabelTable } from "../tables/read-labels";
import { withPatients } from "../tables/with-patients";
import { labelsByArrays } from "./labels-by-arrays";
import { labelsByFolder } from "../folders/labels-by-folder";
import { assignLabels } from "./assign-labels";
import type { Labelled, LabelOptions } from "../labelled";
import { labelsByTable } from "../tables/labels-by-table";
import type { AskForLabel } from "../tables/table-columns";
import { refuseSpellings } from "../folders/refuse-spellings";
import { isTable, type Listing } from "../folders/list-files";
import { containerRemedy } from "../folders/container-remedy";

/**
 * Finds each image's label: by the pattern that is given, in a table, else in the name of the sub-folder it lies in. A
 * table lies in the data folder; or, where the sub-folders are no classes, further down or beside the data folder.
 *
 * @throws InputError when the folder holds no image or no label, a label has no image, or an image two labels
 */
export function labelledImages(listing: Listing, options: LabelOptions = {}): Labelled {
  const labelled = findLabels(listing, options);
  refuseSpellings(labelled.images.map(({ label }) => label));
  return keepParts(labelled, options.split);
}

function findLabels(listing: Listing, options: LabelOptions): Labelled {
  const { folder, images, tables, others } = listing;
  const action = `read the data set ${folder}`;
  if (images.length === 0)
    fail(
      action,
      `none of its ${tables.length + others.length} files is an image (${formatList([...tables, ...others])})`,
      `${formatNames} files`,
      containerRemedy(others) ?? "Convert the images, or give another folder.",
    );
  const { labelPattern = "", missing = "refuse" } = options;
  const byArrays = labelPattern === "" ? labelsByArrays(folder, images, options) : undefined;
  if (byArrays) return byArrays;
  const find = imageFinder(images);
  const tableIn = (some: readonly string[]): LabelTable | AskForLabel | undefined =>
    labelTable(folder, some, find, options);
  const fromTable = (table: LabelTable): Labelled =>
    labelsByTable(listing, table, find, missing === "skip" ? "skipped" : "refused");
  const named = [options.idColumn, options.labelColumn].some((column) => column);
  const isAsked = named || Boolean(options.groupColumn);
  if (labelPattern !== "" && named) refuseTwoWays(options);
  const inner = innerTables(listing, find);
  const patientsOf = (labelled: Labelled): Labelled =>
    withPatients(labelled, folder, [...tables, ...inner], find, options.groupColumn);
  if (labelPattern !== "") return patientsOf(assignLabels(images, labelPattern));
  const own = tableIn(tables);
  const byFolder = isAsked && own ? undefined : attempt(() => labelsByFolder(folder, images, options.split));
  const isDivided = new Set(byFolder?.result?.images.map(({ label }) => label)).size > 1;
  const patients = (): LabelTable | AskForLabel | undefined =>
    labelTable(folder, [...tables, ...inner.filter(isTable)], find, options, images);
  if (typeof own === "object" && !isDivided && own.rows.every(({ id }) => find(id).files.length === 0)) {
    const ofPatients = patients();
    if (typeof ofPatients === "object") return fromTable(ofPatients);
    if (ofPatients) return ofPatients();
  }
  if (typeof own === "object") {
    const labelled = fromTable(own);
    if (byFolder?.result) refuseContradiction(folder, own, labelled, byFolder.result);
    return patientsOf(labelled);
  }
  if (byFolder?.result && isDivided && !named) return patientsOf(byFolder.result);
  const outer = outerTables(listing, find);
  const further = own ?? tableIn(inner) ?? tableIn(outer) ?? patients();
  if (typeof further === "object") return patientsOf(fromTable(further));
  if (further) return further();
  if (isAsked) refuseUnknownColumn(folder, [...tables, ...inner.filter(isTable), ...outer], options);
  if (named) refuseStrangers(folder, tables, options);
  if (byFolder?.error) throw byFolder.error;
  const remedy = remedyFor(others);
  if (byFolder?.result && remedy === undefined && tables.length === 0) return byFolder.result;
  const tried = tables.length > 0 ? ` (it has ${headings(folder, tables)})` : "";
  return fail(
    action,
    `no labels for its ${images.length} images`,
    `a labels.csv with the columns id and label${tried}, or one sub-folder per class`,
    remedy ??
      "If this folder is one class, give the one that holds all classes; else see data/README.md for both forms.",
  );
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
function refuseStrangers(folder: string, tables: readonly string[], options: LabelOptions): never {
  const { labelColumn = "", idColumn = "" } = options;
  const [setting, name] = labelColumn === "" ? ["idColumn", idColumn] : ["labelColumn", labelColumn];
  return fail(
    `use data.${setting} "${name}"`,
    `the rows of ${tables.length > 0 ? formatList(tables) : `the tables in ${folder}`} name none of its images`,
    "a column whose cells are the images' names",
    "Add such a column to a copy of the table.",
  );
}

/** Refuses a pattern of classes beside a column that is named for them, or for the images. */
function refuseTwoWays({ labelColumn, idColumn }: LabelOptions): never {
  return fail(
    "tell the classes",
    `data.labelPattern and ${labelColumn ? "data.labelColumn" : idColumn ? "data.idColumn" : ""} are both set`,
    "one of them",
    "Leave one of them out.",
  );
}

/** Refuses columns of labels where the sub-folders are other, usual classes. */
function refuseContradiction(
  folder: string,
  { heading, files, labelsFrom }: LabelTable,
  labelled: Labelled,
  byFolder: Labelled,
): void {
  const places = [...new Set(byFolder.images.map(({ label }) => label))].sort();
  if (places.length < 2 || !places.some(isClassName)) return;
  const ofFile = new Map(byFolder.images.map(({ file, label }) => [file, label]));
  const pairs = new Set(labelled.images.map(({ file, label }) => `${label}\n${ofFile.get(file) ?? ""}`));
  if (pairs.size === new Set(labelled.images.map(({ label }) => label)).size && pairs.size === places.length)
    return;
  fail(
    `tell the labels of ${folder}`,
    `${heading === undefined ? labelsFrom : `column "${heading}" of ${formatList(files)}`} and the sub-folders ${formatList(places)} say different things`,
    "one of them to be the classes",
    `Name the column with --set "data.labelColumn=${heading ?? "NAME"}" if it is that one; else move ${formatList(files)} away.`,
  );
}

/** A function's result, or the InputError that it throws. */
function attempt<T>(make: () => T): { readonly result?: T; readonly error?: InputError } {
  try {
    return { result: make() };
  } catch (e) {
    if (e instanceof InputError) return { error: e };
    throw e;
  }
}

/** Tables in sub-folders, and lists as text anywhere that name several images in rows of cells; hidden ones left out. */
function innerTables({ folder, others }: Listing, find: ImageFinder): string[] {
  const isList = (file: string): boolean => {
    const rows = attempt(() => parseTable(join(folder, file))).result?.rows ?? [];
    return (
      rows.filter(({ cells }) => cells.length > 1 && cells.some((cell) => find(cell).weight > 0)).length > 1
    );
  };
  return others.filter(
    (file) => !/(^|\/)(\.|__MACOSX)/.test(file) && (isTable(file) || (isTextList(file) && isList(file))),
  );
}

/** Tables beside the data folder that name some of its images. */
function outerTables({ folder }: Listing, find: ImageFinder): string[] {
  const names = attemptList(join(folder, ".."));
  const tables = names.filter((name) => isTable(name) && !name.startsWith(".")).map((name) => `../${name}`);
  return tables.filter((file) => {
    const rows = attempt(() => parseTable(join(folder, file))).result?.rows ?? [];
    return rows.some(({ cells }) => cells.some((cell) => find(cell).weight > 0.5));
  });
}

function attemptList(folder: string): string[] {
  try {
    return readdirSync(folder).sort();
  } catch {
    return [];
  }
}
