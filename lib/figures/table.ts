import { fail } from "../core";
import { dataFrame } from "./data-frame";
import { captionOf, type Counted, type FigureSource } from "./drawing";
import { display, subtitle, type MimeBundle } from "./figure";
import { formatCell, isNumeric, tableHtml, type TableRow } from "./table-html";
import { words } from "./words";

/** A table that a cell can show. */
export interface Table {
  readonly html: string;
  /** The same in letters, columns aligned. */
  readonly text: string;
  readonly [display]: () => MimeBundle;
}

/** Caption of a table, as words or from a run; and the words shown when there are no rows. */
export type TableOptions = { readonly empty?: string } & (
  { readonly caption?: string } | (Counted & { readonly run: FigureSource })
);

/**
 * Rows as a table to be read: numbers cut to three digits, `{ value, low, high }` and `{ value, interval }` as
 * `0.73 (0.52–0.88)`.
 *
 * @param given one record per row, all with the first one's columns
 * @param options a caption above the table, and a text in place of one without rows
 * @throws TypeError when there are no rows and no words for that
 */
export function table(given: readonly object[], options: TableOptions = {}): Table {
  const rows = given as readonly TableRow[]; // an interface has no index signature, so the parameter cannot ask for one
  const first = rows[0];
  if (first === undefined && options.empty !== undefined) return words(options.empty);
  if (first === undefined)
    return fail("show a table", "no rows", "at least one", "Check what was measured.", TypeError);
  const names = Object.keys(first);
  const texts = rows.map((row) => Object.fromEntries(names.map((name) => [name, formatCell(row[name])])));
  const { columns, values } = dataFrame(texts);
  const caption = "run" in options ? subtitle(captionOf(options.run, options)) : options.caption;
  const { markup } = tableHtml(
    columns.map((name) => ({ name, isNumeric: isNumeric(rows, name) })),
    values,
    caption,
  );
  const widths = columns.map((name, i) => Math.max(name.length, ...values.map((v) => (v[i] ?? "").length)));
  const line = (cells: readonly string[]): string =>
    cells
      .map((c, i) => c.padEnd(widths[i] ?? 0))
      .join("  ")
      .trimEnd();
  const text = [...(caption === undefined ? [] : [caption]), line(columns), ...values.map(line)].join("\n");
  return { html: markup, text, [display]: () => ({ "text/html": markup, "text/plain": text }) };
}
