import { html, type Html } from "./html";
import { formatInterval, formatNumber } from "./format-number";

/** A value with its interval, shown as `0.73 (0.52–0.88)`; without one as `0.73 (no interval)`. */
export interface Ranged {
  readonly value: number;
  readonly low?: number;
  readonly high?: number;
  /** In place of `low` and `high`, as most results have it. */
  readonly interval?: readonly [low: number, high: number] | undefined;
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
  const { value, decimals } = cell;
  const [low, high] = cell.interval ?? [cell.low, cell.high];
  if (low === undefined || high === undefined) return `${formatNumber(value)} (no interval)`;
  return formatInterval(value, low, high, decimals);
}

/** Are all values of a column numbers (or absent)? Then it is set to the right. */
export function isNumeric(rows: readonly TableRow[], column: string): boolean {
  return rows.every((row) => typeof row[column] !== "string" && typeof row[column] !== "boolean");
}

/**
 * A table as HTML. The first cell of a row is its header where others follow, as in pandas and scikit-learn: a screen
 * reader says it with each of them.
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
  const style = (i: number): string => `text-align:${side(i)}`;
  const heading = (name: string, i: number): Html =>
    name === ""
      ? html`<td></td>` // above the rows' headers; an empty header would be said, too
      : html`<th scope="col" style="${style(i)}">${name}</th>`;
  const head = columns.map(({ name }, i) => heading(name, i));
  const cells = (row: readonly string[]): Html[] =>
    row.map((text, i) =>
      i === 0 && row.length > 1
        ? html`<th scope="row" style="${style(i)}">${text}</th>`
        : html`<td style="${style(i)}">${text}</td>`,
    );
  // prettier-ignore
  const body = values.map((row) => html`<tr>${cells(row)}</tr>`);
  // prettier-ignore
  const words = caption === undefined ? undefined : html`<caption>${caption}</caption>`;
  // prettier-ignore
  return html`<table class="dataframe">${words}<thead><tr>${head}</tr></thead><tbody>${body}</tbody></table>`;
}
