import { fail } from "../core";
import { dataFrame } from "./data-frame";
import { display, subtitle, type Caption, type MimeBundle } from "./figure";
import { formatCell, isNumeric, tableHtml, type TableRow } from "./table-html";

/** A table that a cell can show. */
export interface Table {
  readonly html: string;
  /** The same in letters, columns aligned. */
  readonly text: string;
  readonly [display]: () => MimeBundle;
}

/**
 * Rows as a table to be read: numbers cut to three digits, `{ value, low, high }` as `0.73 (0.52–0.88)`.
 *
 * @param given one record a row, all with the first one's columns
 * @param caption words above the table, or a figure's caption
 * @throws TypeError when there are no rows
 */
export function table(
  given: readonly object[],
  { caption }: { readonly caption?: string | Caption } = {},
): Table {
  const rows = given as readonly TableRow[]; // an interface has no index signature, so the parameter cannot ask for one
  const first = rows[0];
  if (first === undefined)
    return fail("show a table", "no rows", "at least one", "Check what was measured.", TypeError);
  const names = Object.keys(first);
  const texts = rows.map((row) => Object.fromEntries(names.map((name) => [name, formatCell(row[name])])));
  const { columns, values } = dataFrame(texts);
  const words = typeof caption === "object" ? subtitle(caption) : caption;
  const html = tableHtml(
    columns.map((name) => ({ name, isNumeric: isNumeric(rows, name) })),
    values,
    words,
  );
  const widths = columns.map((name, i) => Math.max(name.length, ...values.map((v) => (v[i] ?? "").length)));
  const line = (cells: readonly string[]): string =>
    cells
      .map((c, i) => c.padEnd(widths[i] ?? 0))
      .join("  ")
      .trimEnd();
  const text = [...(words === undefined ? [] : [words]), line(columns), ...values.map(line)].join("\n");
  return { html, text, [display]: () => ({ "text/html": html, "text/plain": text }) };
}
