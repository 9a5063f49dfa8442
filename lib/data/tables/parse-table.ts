import { readFileSync } from "node:fs";
import { parse } from "csv-parse/sync";
import { fail } from "../../core";
import { readBrackets } from "./heading-legend";

/** A table as text cells under headings; columns without heading and rows without text are left out. */
export interface Table {
  readonly headings: readonly string[];
  readonly rows: readonly TableRow[];
}

/** One row of a table. */
export interface TableRow {
  /** One cell per heading, trimmed. */
  readonly cells: readonly string[];
  /** Of the file, from 1. */
  readonly line: number;
}

const marks = [",", ";", "\t", "|"];

/**
 * Reads a table as spreadsheets write it: UTF-8, UTF-16 or Windows-1252; commas, semicolons, tabs or bars, found by a
 * line `sep=` or by giving rows of equal length (in a `.txt` also spaces); empty rows and columns, and an index column
 * without heading, left out. A first column of names without heading, as R writes them, is headed "unnamed".
 *
 * @param most rows that are read, the line of headings included; all by default
 * @throws InputError when it is no such table, but a spreadsheet's own file or ragged, a quote stays open over rows, or the
 *   letters are of another encoding
 */
export function parseTable(path: string, most = Infinity): Table {
  const action = `read ${path}`;
  const bytes = readFileSync(path);
  if (/^(504b0304|d0cf11e0)/.test(bytes.subarray(0, 4).toString("hex")))
    fail(action, "it is a spreadsheet's own file", "a table as text", "Save it as CSV and use that file.");
  const text = decodeText(bytes, action);
  const told = /^sep=(.)\s*?\r?\n/i.exec(text);
  const body = withPlainQuotes(
    told ? text.slice(told[0].length) : isSpaced(path, text) ? spacesAsTabs(text) : text,
  );
  const shift = told ? 1 : 0;
  const rows = (told ? split(body, told[1]!, action, most) : splitBest(body, action, most)).map(
    ({ cells, line }) => ({
      cells,
      line: line + shift,
    }),
  );
  const full = rows.filter(({ cells }) => cells.some((cell) => cell !== ""));
  const [head, ...rest] = full;
  if (!head) return { headings: [], rows: [] };
  const long = rest.find(({ cells }) => cells.some((cell, at) => cell !== "" && at >= head.cells.length));
  if (long)
    fail(
      action,
      `line ${long.line} has ${long.cells.length} cells`,
      `${head.cells.length}, as the line of headings has`,
      "Put cells with commas into quotes, or correct the line.",
    );
  const open = full.find(({ cells }) => cells.some((cell) => holdsRows(cell, head.cells.length)));
  if (open)
    fail(
      action,
      `a quote stays open over several rows up to line ${open.line}`,
      "every quote closed in its cell",
      "Close or delete the quote.",
    );
  const headings = [isNames(rest, head.cells) ? "unnamed" : head.cells[0]!, ...head.cells.slice(1)];
  const named = headings.flatMap((heading, at) => (isNameless(heading) ? [] : [at]));
  const pick = (cells: readonly string[]): string[] => named.map((at) => cells[at] ?? "");
  return { headings: pick(headings), rows: rest.map(({ cells, line }) => ({ cells: pick(cells), line })) };
}

/** Whether a heading is empty, or what pandas writes for an empty one. */
function isNameless(heading: string): boolean {
  return /^(unnamed: ?\d+\S*)?$/i.test(heading);
}

/** Whether the first column, without a heading, holds a different name in each row, not a number. */
function isNames(rows: readonly TableRow[], head: readonly string[]): boolean {
  const names = new Set(rows.map(({ cells }) => cells[0] ?? ""));
  return (
    isNameless(head[0] ?? "") &&
    head.length > 1 &&
    names.size === rows.length &&
    [...names].every((n) => /\D/.test(n))
  );
}

/** Whether a cell holds lines that are rows of so many cells: its quote was never closed where it should be. */
function holdsRows(cell: string, length: number): boolean {
  const lines = cell.split(/[\r\n]+/);
  return (
    lines.length > 1 &&
    length > 1 &&
    lines.slice(1).some((line) => marks.some((mark) => line.split(mark).length >= length))
  );
}

/** Whether a list as text (`a.png 1`) has only spaces between its cells. */
function isSpaced(path: string, text: string): boolean {
  const [head = ""] = text.trim().split("\n", 1);
  return isTextList(path) && !marks.some((mark) => head.includes(mark));
}

/** Whether a file may be a list as text, by its ending. */
export function isTextList(path: string): boolean {
  return /\.(txt|list|lst)$/i.test(path);
}

function spacesAsTabs(text: string): string {
  return text.replace(/^[ \t]+|[ \t]+$/gm, "").replace(/[ \t]+/g, "\t");
}

/** Excel's text in a formula, `="007"`, as the text alone. */
function withPlainQuotes(text: string): string {
  return text.replace(/(^|[,;\t|])="([^"\r\n]*)"/gm, '$1"$2"');
}

/** A cell without space around it, also of kinds that cannot be seen, and without the apostrophes that mark text. */
function cleanCell(cell: string): string {
  return cell
    .replace(/[\u200B\u2060\uFEFF]/g, "")
    .trim()
    .replace(/^'(.*)'$|^'(?=\d)/s, "$1");
}

function decodeText(bytes: Buffer, action: string): string {
  const zeros = (odd: number): number =>
    bytes.subarray(0, 200).filter((byte, i) => byte === 0 && i % 2 === odd).length;
  const isWide = (odd: number): boolean => zeros(odd) > Math.min(bytes.length, 200) / 4;
  const begin = bytes.subarray(0, 2).toString("hex");
  if (begin === "fffe" || isWide(1)) return new TextDecoder("utf-16le").decode(bytes);
  if (begin === "feff" || isWide(0)) return new TextDecoder("utf-16be").decode(bytes);
  try {
    return new TextDecoder("utf-8", { fatal: true }).decode(bytes);
  } catch {
    const text = new TextDecoder("windows-1252").decode(bytes);
    const [foreign] = /[\u0080-\u009f]|[^\p{ASCII}\p{P}]{3,}/u.exec(text) ?? [];
    if (foreign !== undefined)
      fail(action, "its letters are neither UTF-8 nor Western European", "UTF-8", "Save it as CSV UTF-8.");
    return text;
  }
}

/**
 * Splits by the mark that gives most columns, in rows of equal length; of equal ones by that which no space follows in the
 * headings (`image;size, mm`), else by the first that the headings hold.
 */
function splitBest(text: string, action: string, most: number): TableRow[] {
  const head = text.trimStart().split("\n", 1)[0] ?? "";
  const fit = marks.filter((mark) => head.includes(mark));
  const columns = (mark: string): number => {
    try {
      const lengths = split(text, mark, action, most).map(({ cells }) => cells.length);
      return lengths.every((length) => length === lengths[0]) ? (lengths[0] ?? 0) : 0;
    } catch {
      return 0;
    }
  };
  const even = fit.map((mark) => ({ mark, columns: columns(mark), isSpaced: head.includes(`${mark} `) }));
  const [best] = even
    .filter((one) => one.columns > 0)
    .sort((a, b) => b.columns - a.columns || Number(a.isSpaced) - Number(b.isSpaced));
  return split(text, best?.mark ?? fit[0] ?? ",", action, most);
}

function split(text: string, delimiter: string, action: string, most: number): TableRow[] {
  try {
    const rows = parse(text, {
      bom: true,
      delimiter,
      trim: true,
      skip_empty_lines: true,
      relax_column_count: true,
      info: true,
      ...(most === Infinity ? {} : { to: most }),
    }) as unknown as { record: string[]; info: { lines: number } }[];
    return rows.map(({ record, info }) => ({ cells: record.map(cleanCell), line: info.lines }));
  } catch (e) {
    return fail(
      action,
      e instanceof Error ? e.message : String(e),
      "comma-separated values under a line of headings",
      "Correct the file, or move it out of the folder if it holds no labels.",
    );
  }
}

/** Whether a table has so many columns that its first rows are tried before all are read: pixels, or features. */
export function isWide(path: string): boolean {
  return parseTable(path, 1).headings.length > 300;
}

/** The number that a cell writes, with a decimal point or comma; NaN for none. */
export function asNumber(cell: string): number {
  return cell === "" ? NaN : Number(cell.replace(/^([+-]?\d+),(\d+)$/, "$1.$2"));
}

/** A heading without case, spaces, marks and a legend in brackets: `Patient ID` is "patientid", `Label (0/1)` "label". */
export function plainHeading(heading: string): string {
  return readBrackets(heading)
    .name.toLowerCase()
    .replace(/[^\p{L}\p{N}]+/gu, "");
}
