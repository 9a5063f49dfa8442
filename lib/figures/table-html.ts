import { html, type Html } from "./html";
import { formatInterval, formatNumber } from "./format-number";

/** A value with its interval, shown as `0.73 (0.52–0.88)`; without one as `0.73 (no interval)`. */
export interface Ranged {
  readonly value: number;
  readonly low?: number;
  readonly high?: number;
  /** Decimals to show; 2 by default. */
  readonly decimals?: number;
}

/** Value of a table's cell; absent values show as a dash. */
export type Cell = string | number | boolean | null | undefined | Ranged;

/** One row of a table by its column's names. */
export type TableRow = Readonly<Record<string, Cell>>;

/** A cell as it is read: numbers cut to three digits, intervals in brackets, nothing as a dash. */
export function formatCell(cell: Cell): string {
  if (cell === null || cell === undefined) return "–";
  if (typeof cell === "number") return formatNumber(cell);
  if (typeof cell !== "object") return String(cell);
  const { value, low, high, decimals } = cell;
  if (low === undefined || high === undefined) return `${formatNumber(value)} (no interval)`;
  return formatInterval(value, low, high, decimals);
}

/** Are all values of a column numbers (or absent)? Then it is set to the right. */
export function isNumeric(rows: readonly TableRow[], column: string): boolean {
  return rows.every((row) => typeof row[column] !== "string" && typeof row[column] !== "boolean");
}

/**
 * A table as HTML.
 * @param columns names in their order, with whether they are set to the right
 * @param values texts, row by row
 * @param caption words above it
 */
export function tableHtml(
  columns: readonly { readonly name: string; readonly isNumeric: boolean }[],
  values: readonly (readonly string[])[],
  caption?: string,
): Html {
  const side = (i: number): string => (columns[i]?.isNumeric === true ? "right" : "left");
  const head = columns.map((c, i) => html`<th scope="col" style="text-align:${side(i)}">${c.name}</th>`);
  const cells = (row: readonly string[]): Html[] =>
    row.map((text, i) => html`<td style="text-align:${side(i)}">${text}</td>`);
  // prettier-ignore
  const body = values.map((row) => html`<tr>${cells(row)}</tr>`);
  // prettier-ignore
  const words = caption === undefined ? undefined : html`<caption>${caption}</caption>`;
  // prettier-ignore
  return html`<table class="dataframe">${words}<thead><tr>${head}</tr></thead><tbody>${body}</tbody></table>`;
}
