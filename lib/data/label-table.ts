import { join } from "node:path";
import { fail, formatList } from "../core";
import type { ImageFinder } from "./image-finder";
import type { LabelOptions } from "./labelled";
import { parseTable, type Table } from "./parse-table";
import { widenTable } from "./widen-table";
import { asNumber, isLabelHeading, tableColumns, type AskForLabel, type TableColumns } from "./table-columns";

/** A labels table as it is written. */
export interface LabelTable {
  /** Path relative to the data folder. */
  readonly file: string;
  /** Heading of the label column, when it says what a 1 means ("hemorrhage", not "label"). */
  readonly heading: string | undefined;
  readonly rows: readonly LabelRow[];
  /** Which columns were used and which not, where there are more than two. */
  readonly notes: readonly string[];
  /** The columns that named the classes and the patients, in words. */
  readonly labelsFrom: string;
  readonly groupsFrom: string | undefined;
  /** Columns that name neither. */
  readonly unused: readonly string[];
}

/** One line of a labels table. */
export interface LabelRow {
  readonly id: string;
  readonly label: string;
  /** The patient or scan; undefined without such a column, or where its cell is empty. */
  readonly group: string | undefined;
  readonly line: number;
}

/**
 * The folder's table of labels: one whose columns `tableColumns` can tell; of several that called `labels`.
 *
 * @param tables paths of the tables, relative to the folder
 * @returns undefined when none holds labels; a question when one does, but not in which column
 * @throws InputError when two tables hold labels, or one is none
 */
export function labelTable(
  folder: string,
  tables: readonly string[],
  find: ImageFinder,
  options: LabelOptions,
): LabelTable | AskForLabel | undefined {
  const fit = tables.flatMap((file) => {
    const table = widenTable(parseTable(join(folder, file)), find);
    const columns = tableColumns(file, table, find, options);
    return columns === undefined ? [] : [{ file, table, columns }];
  });
  const chosen =
    fit.find(({ file }) => /(^|\/)labels\.[^./]+$/i.test(file)) ?? (fit.length === 1 ? fit[0] : undefined);
  if (!chosen && fit.length > 1)
    fail(
      `find the labels in ${folder}`,
      `${fit.map((t) => t.file).join(" and ")} both hold labels`,
      "one table",
      "Name the right one labels.csv.",
    );
  if (!chosen) return undefined;
  const { file, table, columns } = chosen;
  return typeof columns === "function" ? columns : readLabels(file, table, columns);
}

/** The headings of the folder's tables, for a message: `notes.csv with "a", "b"`. */
export function headings(folder: string, tables: readonly string[]): string {
  return tables
    .map((file) => {
      const named = parseTable(join(folder, file)).headings.map((h) => `"${h}"`);
      return `${file} with ${named.length > 0 ? named.join(", ") : "no row"}`;
    })
    .join("; ");
}

function readLabels(file: string, { headings, rows }: Table, columns: TableColumns): LabelTable {
  const { id, labels, group } = columns;
  const [label] = labels;
  const heading = headings[label ?? -1] ?? "";
  const several = labels.length === 1 ? rows.find(({ cells }) => cells[label!]!.includes("|")) : undefined;
  if (several)
    fail(
      `use column "${heading}" of ${file}`,
      `a cell holds several findings: "${several.cells[label!]!}" (line ${several.line})`,
      "one class per image",
      "Write a column that is 1 where the finding you ask for is among them, and name it with data.labelColumn.",
    );
  const labelOf = (cells: readonly string[]): string => {
    const at = labels.length === 1 ? label : labels.find((place) => asNumber(cells[place]!) === 1);
    return labels.length === 1 ? plainLabel(cells[at!]!) : headings[at!]!;
  };
  return {
    file,
    rows: rows.map(({ cells, line }) => ({
      id: cells[id] ?? "",
      label: labelOf(cells),
      group: (group === undefined ? undefined : cells[group]) || undefined,
      line,
    })),
    heading: labels.length > 1 || isLabelHeading(heading) ? undefined : heading.toLowerCase(),
    notes: columnNotes(file, { headings, rows }, columns),
    ...columnsInWords(file, headings, columns),
  };
}

function columnsInWords(
  file: string,
  headings: readonly string[],
  { id, labels, group }: TableColumns,
): Pick<LabelTable, "labelsFrom" | "groupsFrom" | "unused"> {
  const named = (...places: number[]): string => formatList(places.map((at) => `"${headings[at]!}"`));
  return {
    labelsFrom: `column${labels.length > 1 ? "s" : ""} ${named(...labels)} of ${file}, whose ${named(id)} names the images`,
    groupsFrom: group === undefined ? undefined : `column ${named(group)} of ${file}`,
    unused: headings.filter((_, at) => at !== id && at !== group && !labels.includes(at)),
  };
}

function columnNotes(file: string, { headings, rows }: Table, { id, labels, group }: TableColumns): string[] {
  if (headings.length <= 2) return [];
  const named = (at: number): string => `"${headings[at]!}"`;
  const unused = headings.flatMap((_, at) => (at === id || at === group || labels.includes(at) ? [] : [at]));
  const used = [
    `${named(id)} names the images`,
    `${formatList(labels.map(named), 12)} the classes`,
    ...(group === undefined ? [] : [`${named(group)} the patients`]),
  ];
  const left = unused.length > 0 ? `; not used: ${formatList(unused.map(named), 12)}` : "";
  const different = (at: number): number => new Set(rows.map(({ cells }) => cells[at])).size;
  const perhaps = unused.filter((at) => different(at) >= 5 && 2 * different(at) <= rows.length);
  return [
    `${file}: ${used.join(", ")}${left}`,
    ...(group === undefined ? perhaps : []).map(
      (at) =>
        `does column ${named(at)} name patients? It has ${different(at)} values for ${rows.length} rows; if so, add --set "data.groupColumn=${headings[at]!}"`,
    ),
  ];
}

/** `1.0`, `1,0` and `1` are one label, and so are `Yes` and `yes`. */
function plainLabel(label: string): string {
  const number = asNumber(label);
  return Number.isFinite(number) ? String(number) : label.toLowerCase();
}
