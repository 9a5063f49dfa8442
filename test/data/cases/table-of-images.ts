import { range } from "./verify-case";

/** Twenty-four images of no folder. */
export const names = range(24).map((i) => `a${String(i).padStart(2, "0")}.png`);

/** Two classes of twelve. */
export const even = { 0: 12, 1: 12 };

/** A table of them: its heading, then a line for each image, its name before its cells. */
export const lines = (head: string, cells: (i: number) => readonly unknown[]): string =>
  [head, ...names.map((name, i) => [name, ...cells(i)].join(","))].join("\n");

/** Such a table as the only file beside them. */
export const table = (head: string, cells: (i: number) => readonly unknown[]): Record<string, string> => ({
  "labels.csv": lines(head, cells),
});
