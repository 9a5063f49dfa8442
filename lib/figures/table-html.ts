import { escapeHtml } from "./escape-html";
import { formatInterval, formatNumber } from "./format-number";

/** A value with its interval, shown as `0.73 (0.52–0.88)`. */
export interface Ranged {
  readonly value: number;
  readonly low: number;
  readonly high: number;
  /** Decimals to show; 2 by default. */
  readonly decimals?: number;
}

/** What a cell of a table may hold; absent values show as a dash. */
export type Cell = string | number | boolean | null | undefined | Ranged;

/** One row of a table by its column's names. */
export type TableRow = Readonly<Record<string, Cell>>;

/** A cell as it is read: numbers cut to three digits, intervals in brackets, nothing as a dash. */
export function formatCell(cell: Cell): string {
  if (cell === null || cell === undefined) return "–";
  if (typeof cell === "number") return formatNumber(cell);
  if (typeof cell === "object") return formatInterval(cell.value, cell.low, cell.high, cell.decimals);
  return String(cell);
}

/** Are all values of a column numbers (or absent)? Then it is set to the right. */
export function isNumeric(rows: readonly TableRow[], column: string): boolean {
  return rows.every((row) => typeof row[column] !== "string" && typeof row[column] !== "boolean");
}

/**
 * A table as HTML, every text escaped.
 * @param columns names in their order, with whether they are set to the right
 * @param values texts, row by row
 * @param caption words above it
 */
export function tableHtml(
  columns: readonly { readonly name: string; readonly isNumeric: boolean }[],
  values: readonly (readonly string[])[],
  caption?: string,
): string {
  const side = (i: number): string =>
    ` style="text-align:${columns[i]?.isNumeric === true ? "right" : "left"}"`;
  const head = columns.map((c, i) => `<th scope="col"${side(i)}>${escapeHtml(c.name)}</th>`);
  const body = values.map(
    (row) => `<tr>${row.map((v, i) => `<td${side(i)}>${escapeHtml(v)}</td>`).join("")}</tr>`,
  );
  const words = caption === undefined ? "" : `<caption>${escapeHtml(caption)}</caption>`;
  return `<table class="dataframe">${words}<thead><tr>${head.join("")}</tr></thead><tbody>${body.join("")}</tbody></table>`;
}
