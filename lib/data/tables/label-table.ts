import { join } from "node:path";
import { fail, formatList } from "../../core";
import { columnCalled } from "./column-called";
import { isOtherHeading } from "./heading-words";
import { idColumnOf } from "./id-column";
import { findFrom, type ImageFinder } from "./image-finder";
import { imagesOfIds } from "./images-of-ids";
import type { LabelOptions } from "../labelled";
import { mergeTables } from "./merge-tables";
import { isWide, parseTable, plainHeading, type Table } from "./parse-table";
import { patientsOfSites } from "./patients-of-sites";
import { partOfTable, readLabels, type LabelTable } from "./read-labels";
import { rowsPerPatient } from "./rows-per-patient";
import { widenByFinding } from "./widen-by-finding";
import type { AskForLabel } from "./ask-for-label";
import { tableColumns, type TableColumns } from "./table-columns";
import { widenTable } from "./widen-table";

/** A table whose columns are told. */
export interface FittingTable {
  readonly file: string;
  readonly table: Table;
  readonly columns: TableColumns | AskForLabel;
  /** Images that its rows name. */
  readonly images: ReadonlySet<string>;
  readonly notes: readonly string[];
}

const columnSettings = ["idColumn", "labelColumn", "groupColumn"] as const;

/**
 * The folder's table of labels: one whose columns `tableColumns` can tell; of several that called `labels`, or all
 * together where they label different images.
 *
 * @param tables paths of the tables, relative to the folder
 * @param images where given, tables with a row per patient are read too (see `rowsPerPatient`): the images to share out
 * @returns undefined when none holds labels; a question when one does, but not in which column
 * @throws InputError when two tables label the same images, or one is none
 */
export function labelTable(
  folder: string,
  tables: readonly string[],
  find: ImageFinder,
  options: LabelOptions,
  images?: readonly string[],
): LabelTable | AskForLabel | undefined {
  const read = tables.map((file) =>
    images ? readPatients(folder, file, find, options, images) : readTable(folder, file, find, options),
  );
  const fit = read.flatMap((one) => (typeof one === "object" ? [one] : []));
  const used = withoutOthers(withoutBoxes(fit));
  const boxes = fit.filter((one) => !withoutBoxes(fit).includes(one));
  if (used.length === 0) return undefined;
  const passed = [
    ...read.flatMap((one, i) =>
      one === "lacking" ? [`${tables[i]!} lacks the columns that are named`] : [],
    ),
    ...read.flatMap((one, i) => (one === "sample" ? [`${tables[i]!} is called as a form to fill in`] : [])),
    ...fit.flatMap((one) =>
      typeof one.columns === "function" && one.columns.hardly?.isOfModel && !used.includes(one)
        ? [`${one.file}: ${one.columns.hardly.why}`]
        : [],
    ),
    ...boxes.map(({ file }) => `${file} holds boxes of some of the images`),
  ];
  const called = used.filter(({ file }) => /(^|\/)labels\.[^./]+$/i.test(file));
  const chosen = called.length === 1 ? called : used;
  passed.push(
    ...used.flatMap((one) =>
      chosen.includes(one) ? [] : [`${one.file} holds labels too, but ${chosen[0]!.file} is called so`],
    ),
  );
  const [first, ...others] = chosen;
  const question = chosen.find(({ columns }) => typeof columns === "function")?.columns;
  if (first && typeof question === "function" && others.length === 0) return question;
  if (typeof question === "function") refuseSeveral(folder, chosen);
  const shared = sharedImage(chosen);
  if (shared !== undefined) refuseSeveral(folder, chosen, shared);
  const told = chosen.flatMap(({ file, table, columns, notes }) =>
    typeof columns === "function" ? [] : [withNotes(readLabels(file, table, columns, options), notes)],
  );
  return withNotes(
    mergeTables(ofSites(told)),
    passed.map((note) => `${note}: passed over`),
  );
}

/** Tables whose equal patients are told apart where each is a site's. */
function ofSites(tables: readonly LabelTable[]): LabelTable[] {
  const { nameOf, note } = patientsOfSites(
    tables.map(({ files, rows }) => ({ file: files[0]!, patients: rows.map(({ group }) => group) })),
  );
  return tables.map((table, i) => ({
    ...table,
    rows: table.rows.map((row) => ({
      ...row,
      group: row.group === undefined ? undefined : nameOf(i, row.group),
    })),
    notes: note === undefined || i > 0 ? table.notes : [...table.notes, note],
  }));
}

/** Reads a table and tells its columns: undefined for one without labels, a word for one that is passed over. */
export function readTable(
  folder: string,
  file: string,
  find: ImageFinder,
  options: LabelOptions,
): FittingTable | "lacking" | "sample" | undefined {
  if (/(^|[/_ -])(sample[_ -]?)?submission[^/]*$/i.test(file)) return "sample";
  const path = join(folder, file);
  const isOther =
    isWide(path) && idColumnOf(file, parseTable(path, 200), find, options.idColumn) === undefined;
  if (isOther) return undefined;
  const whole = widenTable(parseTable(path), find);
  const id = idColumnOf(file, whole, find, options.idColumn);
  if (id === undefined) return lacks(whole, options, ["idColumn"]) ? "lacking" : undefined;
  const { labelColumn = "" } = options;
  const table = widenByFinding(whole, labelColumn, id);
  if (lacks(table, options, ["idColumn", "labelColumn"])) return "lacking";
  const columns = tableColumns(file, table, id, options);
  if (columns === undefined) return undefined;
  const findOwn = findFrom(file, find, partOfTable(file));
  const found = imagesOfIds(
    table.rows.map(({ cells }) => cells[id]!),
    findOwn,
  );
  const images = new Set(found.flatMap(({ files }) => files));
  const notes = table === whole ? [] : [noteOfFinding(file, labelColumn)];
  return { file, table, columns, images, notes };
}

/** Reads a table with a row per patient or scan: undefined where it is none. */
function readPatients(
  folder: string,
  file: string,
  find: ImageFinder,
  options: LabelOptions,
  images: readonly string[],
): FittingTable | undefined {
  const path = join(folder, file);
  if (isWide(path)) return undefined;
  const place = file.slice(0, file.lastIndexOf("/") + 1);
  const own = images.filter((image) => image.startsWith(place)); // a site's table is of its own patients
  const rows = rowsPerPatient(parseTable(path), own.length > 0 ? own : images, options);
  if (rows === undefined) return undefined;
  const { idColumn, groupColumn, note } = rows;
  const id = columnCalled(rows.table.headings, idColumn)!;
  const { labelColumn = "" } = options;
  const table = widenByFinding(rows.table, labelColumn, id);
  if (lacks(table, options, ["labelColumn"])) return undefined;
  const columns = tableColumns(file, table, id, { ...options, groupColumn });
  if (columns === undefined) return undefined;
  const named = new Set(table.rows.flatMap(({ cells }) => find(cells[id]!).files));
  const found = table === rows.table ? [] : [noteOfFinding(file, labelColumn)];
  return { file, table, columns, images: named, notes: [`${file}: ${note}`, ...found] };
}

const noteOfFinding = (file: string, finding: string): string =>
  `${file}: 1 is an image among whose findings is "${finding}"`;

function lacks(
  { headings }: Table,
  options: LabelOptions,
  settings: readonly (typeof columnSettings)[number][],
): boolean {
  return settings.some((setting) => {
    const name = options[setting] ?? "";
    return name !== "" && columnCalled(headings, name) === undefined;
  });
}

/** Without tables of boxes that name some of the images that another table labels. */
function withoutBoxes(fit: readonly FittingTable[]): FittingTable[] {
  const holdsBoxes = ({ table }: FittingTable): boolean => {
    const names = table.headings.map(plainHeading);
    return names.some((name) => name.includes("bbox")) || (names.includes("x") && names.includes("y"));
  };
  const isPartOf = (one: FittingTable, other: FittingTable): boolean =>
    one !== other &&
    one.images.size < other.images.size &&
    [...one.images].every((image) => other.images.has(image));
  return fit.filter((one) => !holdsBoxes(one) || !fit.some((other) => isPartOf(one, other)));
}

/** Without tables whose only free column is an age, sex or view, or hardly the label, where another table has more. */
function withoutOthers(fit: readonly FittingTable[]): readonly FittingTable[] {
  const isOther = ({ table, columns }: FittingTable): boolean =>
    typeof columns === "function"
      ? columns.hardly !== undefined
      : columns.labels.every((at) => isOtherHeading(table.headings[at]!));
  return fit.every(isOther) ? fit : fit.filter((one) => !isOther(one));
}

/** An image that two tables name. */
function sharedImage(tables: readonly FittingTable[]): string | undefined {
  const seen = new Set<string>();
  for (const { images } of tables)
    for (const image of images) {
      if (seen.has(image)) return image;
      seen.add(image);
    }
  return undefined;
}

function refuseSeveral(folder: string, tables: readonly FittingTable[], shared?: string): never {
  const inWords = ({ file, table, columns }: FittingTable): string =>
    typeof columns === "function"
      ? file
      : `${file} (${formatList(columns.labels.map((at) => `"${table.headings[at]!}"`))})`;
  return fail(
    `find the labels in ${folder}`,
    `${tables.map(({ file }) => file).join(" and ")} both hold labels${shared === undefined ? "" : `, of ${shared} for one`}`,
    `one table, or tables of different images; there are ${tables.map(inWords).join(", ")}`,
    "Name the right one labels.csv, or the column that only it has: --set data.labelColumn=NAME.",
  );
}

function withNotes(table: LabelTable, notes: readonly string[]): LabelTable {
  return notes.length === 0 ? table : { ...table, notes: [...table.notes, ...notes] };
}

/** The headings of the folder's tables, for a message: `notes.csv with "a", "b"`. */
export function headings(folder: string, tables: readonly string[]): string {
  return tables
    .map((file) => {
      const named = parseTable(join(folder, file)).headings.map((h) => `"${h}"`);
      return `${file} with ${named.length > 0 ? formatList(named, 20) : "no row"}`;
    })
    .join("; ");
}

/**
 * Refuses a setting that names a column which no table has.
 * @param tables paths of the tables, relative to the folder
 */
export function refuseUnknownColumn(folder: string, tables: readonly string[], options: LabelOptions): void {
  const known = tables.map((file) => parseTable(join(folder, file)).headings);
  for (const setting of columnSettings) {
    const name = options[setting] ?? "";
    if (name === "" || known.some((some) => columnCalled(some, name) !== undefined)) continue;
    fail(
      `use data.${setting} "${name}"`,
      tables.length === 0
        ? `no table of labels lies in ${folder}`
        : `${formatList(tables)} ${tables.length > 1 ? "have" : "has"} no such column`,
      tables.length === 0
        ? "a table with that column"
        : formatList(
            [...new Set(known.flat())].map((heading) => `"${heading}"`),
            30,
          ),
      tables.length === 0 ? `Add the table, or leave out data.${setting}.` : `Correct data.${setting}.`,
    );
  }
}
