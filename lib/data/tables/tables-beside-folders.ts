import { isClassName } from "../class-words";
import { hasClassWord, mayBeClass } from "../folders/folder-words";
import type { LabelOptions } from "../labelled";
import type { ReadingRow } from "../reading-row";
import { isOtherHeading, saysNothing } from "./heading-words";
import type { ImageFinder } from "./image-finder";
import { valuesAt } from "./column-called";
import { isMeasurement } from "./table-columns";
import { readTable, type FittingTable } from "./label-table";

/** A table beside folders of classes that says something else of the images. */
interface BesideFolders {
  readonly file: string;
  readonly row: ReadingRow;
}

/** What tables of ages, scanners and the like are called. */
const metadata =
  /(^|[/_ -])(meta|metadata|info|infos|information|details|patients?|participants?|subjects?|demographics?|clinical|acquisitions?|scans?|scanners?|dicoms?|headers?|splits?|folds?|sites?)([_ -]|\.|$)/i;

/**
 * Tables that leave it to folders to be the classes: those whose only free column is an age, a split, a measurement or the like, those in
 * which several columns may be the label, and tables of metadata whose column has no class's name (`contrast`) where the
 * folders have (`notumor`). A table that says the same as the folders is none.
 *
 * @param places the class that the folders give each image
 * @returns the tables, each with a row that says what is not taken for classes
 */
export function tablesBesideFolders(
  folder: string,
  tables: readonly string[],
  find: ImageFinder,
  options: LabelOptions,
  places: ReadonlyMap<string, string>,
): readonly BesideFolders[] {
  const names = [...new Set(places.values())];
  const isPlain = names.every(isClassName) || names.some((name) => isClassName(name) || hasClassWord(name));
  if (!isPlain && !names.every(mayBeClass)) return [];
  return tables.flatMap((file) => {
    const one = readTable(folder, file, find, options);
    if (typeof one !== "object") return [];
    if (one.table.rows.length === 0) return [{ file, row: besideRow(file, "it has no row") }];
    if (typeof one.columns === "function")
      return [
        {
          file,
          row: besideRow(
            file,
            one.columns.hardly?.why ?? "several columns may be classes, and so are the sub-folders",
          ),
        },
      ];
    const { headings } = one.table;
    const labels = one.columns.labels.map((at) => headings[at]!);
    const isOther = labels.every(isOtherHeading);
    const isMeasured = one.columns.labels.every((at) => isMeasurement(valuesAt(one.table, at)));
    const isMeta = isPlain && isMetadata(one) && labels.length === 1 && !saysClasses(labels[0]!);
    if (!(isOther || isMeta || isMeasured) || saysTheSame(one, find, places)) return [];
    const shown = labels.map((heading) => `"${heading}"`).join(", ");
    const setting = `--set "data.labelColumn=${labels[0]!}" takes it`;
    return [
      { file, row: besideRow(file, `${shown} is not taken for classes beside the sub-folders; ${setting}`) },
    ];
  });
}

function besideRow(file: string, how: string): ReadingRow {
  return { what: "table", value: file, how };
}

/** Whether a heading is that of labels, or names a finding: `label`, `grade`, `hemorrhage`. */
export function saysClasses(heading: string): boolean {
  return saysNothing(heading) || isClassName(heading) || hasClassWord(heading);
}

/** Whether a table is called so, or has an age, a sex or a scanner beside. */
function isMetadata({ file, table, columns }: FittingTable): boolean {
  const labels = typeof columns === "object" ? columns.labels : [];
  return (
    metadata.test(file) ||
    table.headings.some((heading, at) => !labels.includes(at) && isOtherHeading(heading))
  );
}

/** Whether each value of the label column stands for one folder, and each folder for one value. */
function saysTheSame(
  { table, columns }: FittingTable,
  find: ImageFinder,
  places: ReadonlyMap<string, string>,
): boolean {
  if (typeof columns === "function") return false;
  const pairs = table.rows.flatMap(({ cells }) => {
    const value = columns.labels.map((at) => cells[at] ?? "").join("\n");
    return find(cells[columns.id]!).files.map((file) => [value, places.get(file) ?? ""] as const);
  });
  const distinct = new Set(pairs.map((pair) => pair.join("\n"))).size;
  const isOneToOne = [0, 1].every((side) => new Set(pairs.map((pair) => pair[side])).size === distinct);
  return isOneToOne && distinct > 1;
}
