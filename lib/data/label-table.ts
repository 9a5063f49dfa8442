import { readFileSync } from "node:fs";
import { join } from "node:path";
import { parse } from "csv-parse/sync";
import { fail } from "../core";

/** A labels CSV as it is written. */
export interface LabelTable {
  /** File name. */
  readonly file: string;
  /** Heading of the label column, when it says what a 1 means ("hemorrhage", not "label"). */
  readonly heading: string | undefined;
  readonly rows: readonly LabelRow[];
}

/** One line of a labels CSV. */
export interface LabelRow {
  readonly id: string;
  readonly label: string;
  /** The patient or scan; undefined without such a column, or where its cell is empty. */
  readonly group: string | undefined;
  readonly line: number;
}

const idHeadings = [
  "id",
  "image",
  "image_id",
  "imageid",
  "file",
  "filename",
  "file_name",
  "name",
  "path",
  "slice",
];
const groupHeadings = [
  "group",
  "patient",
  "patient_id",
  "patientid",
  "subject",
  "subject_id",
  "case",
  "scan",
  "series",
];
const labelHeadings = ["label", "class", "target", "diagnosis", "y", "category"];
const knownHeadings = [
  "hemorrhage",
  "haemorrhage",
  "tumor",
  "tumour",
  "positive",
  "abnormal",
  "disease",
  "any",
];

/**
 * The folder's table of labels: a CSV with an id or file column, a label column and perhaps a group or
 * patient column; headings are trimmed, quotes and
 * a byte order mark allowed; semicolons or tabs may stand for the commas.
 *
 * @param tables names of the folder's CSV files
 * @returns undefined when no CSV is there
 * @throws InputError when the CSV files hold no such columns, or two of them do, or one is not CSV
 */
export function labelTable(folder: string, tables: readonly string[]): LabelTable | undefined {
  if (tables.length === 0) return undefined;
  const read = tables.map((file) => ({ file, table: tableOf(folder, file) }));
  const fit = read.flatMap(({ table }) => (table ? [table] : []));
  const chosen =
    fit.find((t) => t.file.toLowerCase() === "labels.csv") ?? (fit.length === 1 ? fit[0] : undefined);
  if (chosen) return chosen;
  if (fit.length > 1)
    fail(
      `find the labels in ${folder}`,
      `${fit.map((t) => t.file).join(" and ")} both hold labels`,
      "one table",
      "Name the right one labels.csv.",
    );
  return undefined;
}

/** The headings of the folder's CSV files, for a message: `notes.csv: "a", "b"`. */
export function headings(folder: string, tables: readonly string[]): string {
  return tables
    .map(
      (file) =>
        `${file} with ${
          cells(folder, file)[0]
            ?.record.map((h) => `"${h}"`)
            .join(", ") ?? "no row"
        }`,
    )
    .join("; ");
}

function tableOf(folder: string, file: string): LabelTable | undefined {
  const [head, ...body] = cells(folder, file);
  const names = head?.record.map((h) => h.toLowerCase()) ?? [];
  const id = names.findIndex((h) => idHeadings.includes(h));
  const group = names.findIndex((h, at) => at !== id && groupHeadings.includes(h));
  const others = names.flatMap((h, at) => (at === id || at === group ? [] : [{ h, at }]));
  const label =
    others.find(({ h }) => labelHeadings.includes(h)) ??
    others.find(({ h }) => knownHeadings.includes(h)) ??
    (others.length === 1 ? others[0] : undefined);
  if (id < 0 || !label) return undefined;
  const rows = body.map(({ record, line }) => ({
    id: record[id] ?? "",
    label: plain(record[label.at] ?? ""),
    group: record[group] || undefined,
    line,
  }));
  return { file, rows, heading: labelHeadings.includes(label.h) ? undefined : label.h };
}

interface Row {
  readonly record: readonly string[];
  readonly line: number;
}

function cells(folder: string, file: string): Row[] {
  try {
    const text = readFileSync(join(folder, file), "utf8");
    const head = text.split("\n", 1)[0] ?? "";
    const rows = parse(text, {
      bom: true,
      delimiter: [",", ";", "\t"].find((mark) => head.includes(mark)) ?? ",",
      trim: true,
      skip_empty_lines: true,
      info: true,
    }) as unknown as { record: string[]; info: { lines: number } }[];
    return rows.map(({ record, info }) => ({ record, line: info.lines }));
  } catch (e) {
    return fail(
      `read ${join(folder, file)}`,
      e instanceof Error ? e.message : String(e),
      "comma-separated values under a line of headings",
      "Correct the file, or move it out of the folder if it holds no labels.",
    );
  }
}

/** `1.0` and `1` are one label, and so are `Yes` and `yes`. */
function plain(label: string): string {
  return label !== "" && Number.isFinite(Number(label)) ? String(Number(label)) : label.toLowerCase();
}
