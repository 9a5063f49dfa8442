import type { ImageFinder } from "./image-finder";
import type { Table } from "./parse-table";

/**
 * Turns a table in long form (`ID_7_epidural,0`, `ID_7_any,1`: an id with a suffix per finding) into one with a row per
 * image and a column per suffix; leaves other tables as they are.
 */
export function widenTable(table: Table, find: ImageFinder): Table {
  const { headings, rows } = table;
  if (headings.length !== 2 || rows.length < 4) return table;
  const parts = rows.map(({ cells, line }) => {
    const [, id = "", suffix = ""] = /^(.+)_([^_]+)$/.exec(cells[0] ?? "") ?? [];
    return { whole: cells[0] ?? "", id, suffix, value: cells[1] ?? "", line };
  });
  const suffixes = [...new Set(parts.map(({ suffix }) => suffix))];
  const ids = new Set(parts.map(({ id }) => id));
  if (suffixes.includes("") || suffixes.length < 2 || ids.size * suffixes.length !== rows.length)
    return table;
  if (suffixes.every((suffix) => /^\d+$/.test(suffix)) || parts.some(({ whole }) => find(whole).weight > 0))
    return table;
  if (![...ids].some((id) => find(id).weight > 0)) return table;
  const wide = new Map<string, { cells: string[]; line: number }>();
  for (const { id, suffix, value, line } of parts) {
    const row = wide.get(id) ?? { cells: [id, ...suffixes.map(() => "")], line };
    row.cells[1 + suffixes.indexOf(suffix)] = value;
    wide.set(id, row);
  }
  return { headings: [headings[0]!, ...suffixes], rows: [...wide.values()] };
}
