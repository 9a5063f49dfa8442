import { formatList } from "../../core";
import { columnNotes } from "./column-notes";
import { isLabelHeading, isPartHeading, saysNothing } from "./heading-words";
import { plainName, readLegend } from "./heading-legend";
import { isOne } from "./is-one";
import { labelValues } from "./label-values";
import type { GroupOrigin, LabelOptions } from "../labelled";
import { wordedLabels } from "./worded-labels";
import { namePatients } from "./name-patients";
import { refuseChangedPatients } from "./refuse-changed-patients";
import type { Table } from "./parse-table";
import { partOf, type Part } from "../part-of";
import { stemOf } from "../stem-of";
import type { TableColumns } from "./table-columns";

/** A labels table as it is written, or several that label different images. */
export interface LabelTable {
  /** Paths relative to the data folder. */
  readonly files: readonly string[];
  /** Heading of the label column, when it says what a 1 means ("hemorrhage", not "label"). */
  readonly heading: string | undefined;
  /** The label column as it is headed, for data.labelColumn; undefined where several columns hold the labels. */
  readonly labelColumn?: string | undefined;
  /** The column that names the images, as it is headed. */
  readonly idColumn?: string | undefined;
  /** Whether the label column is called so: `label`, `diagnosis`. */
  readonly isCalledLabel?: boolean;
  readonly rows: readonly LabelRow[];
  /** Which columns were used and which not, where there are more than two; what was left out or taken for another. */
  readonly notes: readonly string[];
  /** The columns that named the classes and the patients, in words. */
  readonly labelsFrom: string;
  readonly groupsFrom: GroupOrigin | undefined;
}

/** One line of a labels table. */
export interface LabelRow {
  readonly id: string;
  /** Undefined where the row has none and is left out. */
  readonly label: string | undefined;
  /** The patient or scan; undefined without such a column, or where its cell says nothing. */
  readonly group: string | undefined;
  /** The part of a split that a column (`split`: train, val, test) or the table's name says. */
  readonly part: Part | undefined;
  readonly file: string;
  readonly line: number;
}

/**
 * The rows of a table whose columns are told.
 * @throws InputError when a cell has no label and no option says what becomes of it (see `labelValues`)
 */
export function readLabels(
  file: string,
  { headings, rows }: Table,
  columns: TableColumns,
  options: LabelOptions,
): LabelTable {
  const { id, labels, group } = columns;
  const [label = -1] = labels;
  const heading = headings[label] ?? "";
  const cellsAt = (at: number): string[] => rows.map(({ cells }) => cells[at] ?? "");
  const legends = headings.map(readLegend);
  const single = (cells: readonly string[]): string =>
    legends[labels.find((place) => isOne(cells[place]!))!]!.name;
  const column = `column "${heading}" of ${file}`;
  const places = rows.map(({ line }) => `${file} line ${line}`);
  const values =
    labels.length > 1
      ? { labels: rows.map(({ cells }) => single(cells)), notes: [] }
      : wordedLabels(
          column,
          labelValues(column, cellsAt(label), places, options),
          legends[label] ?? readLegend(""),
        );
  const name = legends[label]?.name ?? "";
  const patients = `column "${headings[group ?? -1] ?? ""}" of ${file}`;
  if (group !== undefined) refuseChangedPatients(patients, cellsAt(group), places);
  const named = group === undefined ? undefined : namePatients(patients, cellsAt(group));
  const parts = partColumn({ headings, rows }, columns);
  return {
    files: [file],
    rows: rows.map(({ cells, line }, i) => ({
      id: cells[id] ?? "",
      label: values.labels[i],
      group: named?.groups[i],
      part: parts?.of[i] ?? partOfTable(file),
      file,
      line,
    })),
    heading: labels.length > 1 || saysNothing(name) ? undefined : plainName(name),
    labelColumn: labels.length > 1 ? undefined : heading,
    idColumn: headings[id],
    isCalledLabel: labels.length === 1 && isLabelHeading(name),
    notes: [
      ...columnNotes(file, { headings, rows }, columns, parts?.at),
      ...values.notes,
      ...(named?.notes ?? []),
    ],
    ...columnsInWords(file, headings, columns),
  };
}

/** The part of a split that a table is called as: `train.csv`, `test_labels.csv`. */
export function partOfTable(file: string): Part | undefined {
  return partOf(
    stemOf(file).replace(/[ _-]?(labels?|metadata|annotations?|ground[ _-]?truths?|gt|list|df)$/i, ""),
  );
}

/** The parts in a column called split, set or the like whose every cell names one. */
export function partColumn(
  { headings, rows }: Table,
  { id, labels }: Pick<TableColumns, "id" | "labels">,
): { readonly at: number; readonly of: readonly (Part | undefined)[] } | undefined {
  for (const [at, heading] of headings.entries()) {
    if (at === id || labels.includes(at) || !isPartHeading(heading)) continue;
    const parts = rows.map(({ cells }) => partOf(cells[at] ?? ""));
    if (!parts.includes(undefined)) return { at, of: parts };
  }
  return undefined;
}

function columnsInWords(
  file: string,
  headings: readonly string[],
  { id, labels, group }: TableColumns,
): Pick<LabelTable, "labelsFrom" | "groupsFrom"> {
  const named = (...places: number[]): string => formatList(places.map((at) => `"${headings[at]!}"`));
  return {
    labelsFrom: `column${labels.length > 1 ? "s" : ""} ${named(...labels)} of ${file}, whose ${named(id)} names the images`,
    groupsFrom:
      group === undefined
        ? undefined
        : {
            by: "column",
            words: `column ${named(group)} of ${file}`,
            heading: headings[group]!,
          },
  };
}
