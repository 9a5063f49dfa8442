import { plainHeading, type Table } from "./parse-table";

/** The column of a heading, exactly or but for case and marks; undefined for "" or where there is none. */
export function columnCalled(headings: readonly string[], name: string): number | undefined {
  if (name === "") return undefined;
  const exact = headings.indexOf(name);
  const at = exact >= 0 ? exact : headings.findIndex((h) => plainHeading(h) === plainHeading(name));
  return at < 0 ? undefined : at;
}

/** The cells of a column, from top to bottom. */
export function valuesAt({ rows }: Table, at: number): string[] {
  return rows.map(({ cells }) => cells[at] ?? "");
}

/** Whether each of at least five cells is different. */
export function isUnique(cells: readonly string[]): boolean {
  return cells.length > 4 && new Set(cells).size === cells.length;
}
