import { readFileSync } from "node:fs";
import { parse } from "csv-parse/sync";
import { fail } from "../core";

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
 * line `sep=` or by giving rows of equal length; empty rows and columns, and an index column without heading, left out.
 *
 * @throws InputError when it is no such table, but a spreadsheet's own file or ragged
 */
export function parseTable(path: string): Table {
  const action = `read ${path}`;
  const bytes = readFileSync(path);
  if (/^(504b0304|d0cf11e0)/.test(bytes.subarray(0, 4).toString("hex")))
    fail(action, "it is a spreadsheet's own file", "a table as text", "Save it as CSV and use that file.");
  const text = decodeText(bytes);
  const told = /^sep=(.)\s*?\r?\n/i.exec(text);
  const body = told ? text.slice(told[0].length) : text;
  const shift = told ? 1 : 0;
  const rows = (told ? split(body, told[1]!, action) : splitBest(body, action)).map(({ cells, line }) => ({
    cells,
    line: line + shift,
  }));
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
  const named = head.cells.flatMap((heading, at) => (/^(unnamed: ?\d+)?$/i.test(heading) ? [] : [at]));
  const pick = (cells: readonly string[]): string[] => named.map((at) => cells[at] ?? "");
  return { headings: pick(head.cells), rows: rest.map(({ cells, line }) => ({ cells: pick(cells), line })) };
}

function decodeText(bytes: Buffer): string {
  const zeros = (odd: number): number =>
    bytes.subarray(0, 200).filter((byte, i) => byte === 0 && i % 2 === odd).length;
  const isWide = (odd: number): boolean => zeros(odd) > Math.min(bytes.length, 200) / 4;
  const begin = bytes.subarray(0, 2).toString("hex");
  if (begin === "fffe" || isWide(1)) return new TextDecoder("utf-16le").decode(bytes);
  if (begin === "feff" || isWide(0)) return new TextDecoder("utf-16be").decode(bytes);
  try {
    return new TextDecoder("utf-8", { fatal: true }).decode(bytes);
  } catch {
    return new TextDecoder("windows-1252").decode(bytes);
  }
}

/** Splits by the first mark that gives rows of equal length, else by the first that the headings hold. */
function splitBest(text: string, action: string): TableRow[] {
  const head = text.trimStart().split("\n", 1)[0] ?? "";
  const fit = marks.filter((mark) => head.includes(mark));
  const isEven = (mark: string): boolean => {
    try {
      const lengths = split(text, mark, action).map(({ cells }) => cells.length);
      return lengths.every((length) => length === lengths[0]);
    } catch {
      return false;
    }
  };
  return split(text, fit.find(isEven) ?? fit[0] ?? ",", action);
}

function split(text: string, delimiter: string, action: string): TableRow[] {
  try {
    const rows = parse(text, {
      bom: true,
      delimiter,
      trim: true,
      skip_empty_lines: true,
      relax_column_count: true,
      info: true,
    }) as unknown as { record: string[]; info: { lines: number } }[];
    return rows.map(({ record, info }) => ({ cells: record, line: info.lines }));
  } catch (e) {
    return fail(
      action,
      e instanceof Error ? e.message : String(e),
      "comma-separated values under a line of headings",
      "Correct the file, or move it out of the folder if it holds no labels.",
    );
  }
}
