import { fail, formatList } from "../../core";
import { partOfTable, type LabelTable } from "./read-labels";

/**
 * Puts tables of different images together.
 *
 * @throws InputError when their label columns differ in name, or in all their labels (0 and 1; normal and tumor), or only
 *   some name patients
 */
export function mergeTables(tables: readonly LabelTable[]): LabelTable {
  const [first, ...others] = tables;
  if (!first || others.length === 0) return first!;
  const files = tables.flatMap((table) => table.files);
  const kinds = [
    [...new Set(tables.map(({ heading }) => heading ?? "a label"))],
    [...new Set(tables.map(({ groupsFrom }) => (groupsFrom === undefined ? "no patients" : "patients")))],
  ];
  const differing = kinds.find((kind) => kind.length > 1);
  if (differing)
    fail(
      `put ${formatList(files)} together`,
      `they have different columns: ${formatList(differing)}`,
      "the same columns in each table of labels",
      "Name the right table labels.csv, or give all of them the same headings.",
    );
  refuseOtherWords(tables);
  const parts = files.flatMap((file) => partOfTable(file) ?? []);
  return {
    ...first,
    files,
    rows: tables.flatMap(({ rows }) => rows),
    notes: [
      ...tables.flatMap(({ notes }) => notes),
      ...ofOneClass(tables),
      ...(parts.length === files.length
        ? []
        : [`tables ${formatList(files)} label different images: put together`]),
    ],
    labelsFrom: `${first.labelsFrom}; and so in ${formatList(files.slice(1))}`,
  };
}

/** Refuses tables of several classes each that share none: they write the same classes in different words. */
function refuseOtherWords(tables: readonly LabelTable[]): void {
  const classes = tables.map(({ rows }) => [...new Set(rows.flatMap(({ label }) => label ?? []))]);
  for (const [i, own] of classes.entries())
    for (const [j, others] of classes.entries()) {
      if (j <= i || own.length < 2 || others.length < 2 || own.some((label) => others.includes(label)))
        continue;
      fail(
        `put ${formatList([...tables[i]!.files, ...tables[j]!.files])} together`,
        `they have no class in common: ${formatList(own)}; ${formatList(others)}`,
        "the same classes in each table of labels",
        "Write one table's labels in the words of the other's, in a copy.",
      );
    }
}

/** A note on tables of one class beside others of several: a form to fill in says 0 in every row. */
function ofOneClass(tables: readonly LabelTable[]): string[] {
  const classesOf = ({ rows }: LabelTable): string[] => [
    ...new Set(rows.flatMap(({ label }) => label ?? [])),
  ];
  if (!tables.some((table) => classesOf(table).length > 1)) return [];
  return tables
    .filter((table) => table.rows.length > 4 && classesOf(table).length === 1)
    .map(
      (table) =>
        `${formatList(table.files)} says "${classesOf(table)[0]!}" in all its ${table.rows.length} rows: labels, or a form to fill in?`,
    );
}
