import { fail, formatList } from "../../core";
import { partOfTable, type LabelTable } from "./read-labels";

/**
 * Puts tables of different images together.
 *
 * @throws InputError when their label columns differ in name, or only some name patients
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
  const parts = files.flatMap((file) => partOfTable(file) ?? []);
  return {
    ...first,
    files,
    rows: tables.flatMap(({ rows }) => rows),
    notes: [
      ...tables.flatMap(({ notes }) => notes),
      ...(parts.length === files.length
        ? []
        : [`tables ${formatList(files)} label different images: put together`]),
    ],
    labelsFrom: `${first.labelsFrom}; and so in ${formatList(files.slice(1))}`,
  };
}
