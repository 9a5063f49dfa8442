import { join } from "node:path";
import { groupBy, InputError } from "../../core";
import { choicesOf, leaveOutImages, type Exclusion } from "../leave-out-images";
import type { Labelled, LabelOptions } from "../labelled";
import { columnCalled, valuesAt } from "./column-called";
import { choiceKind, mayChoose } from "./choice-kind";
import { idColumnOf } from "./id-column";
import { findFrom, type ImageFinder } from "./image-finder";
import { imagesOfIds } from "./images-of-ids";
import { isWide, parseTable, type Table } from "./parse-table";
import { partOfTable } from "./read-labels";
import { rowsPerPatient } from "./rows-per-patient";
import { tableColumns } from "./table-columns";

/**
 * Looks for columns called exclude, excluded, drop and the like, or include, in tables of the labels or beside: images of which they
 * say yes, or no, were left out by whoever made the table. They are left out or kept as the options say.
 *
 * @param tables paths of the tables, relative to the folder
 * @throws InputError where there are such images and no option says what becomes of them
 */
export function excludedImages(
  labelled: Labelled,
  folder: string,
  tables: readonly string[],
  find: ImageFinder,
  options: LabelOptions,
): Labelled {
  const found = [...new Set([...labelled.tables, ...tables])].flatMap((file) =>
    exclusionsIn(folder, file, find, options, labelled),
  );
  return leaveOutImages(labelled, folder, found, options);
}

/** The columns of a table that say so; none of a file that is no table of these images. */
function exclusionsIn(
  folder: string,
  file: string,
  find: ImageFinder,
  options: LabelOptions,
  labelled: Labelled,
): Exclusion[] {
  try {
    const path = join(folder, file);
    if (isWide(path)) return [];
    const read = parseTable(path);
    if (!read.headings.some((heading) => choiceKind(heading) !== undefined)) return [];
    const { table, id } = withImages(file, read, find, options, labelled) ?? {};
    if (table === undefined || id === undefined) return [];
    const label = columnCalled(table.headings, options.labelColumn ?? "");
    const columns = labelled.tables.includes(file) ? tableColumns(file, table, id, options) : undefined;
    const used = [id, label, ...(typeof columns === "object" ? columns.labels : [])];
    const named = imagesOfIds(valuesAt(table, id), findFrom(file, find, partOfTable(file)));
    const ofLine = groupBy(labelled.images, ({ where }) => where);
    const found = table.rows.map(({ line }, i) => {
      const files = named[i]!.files;
      const ofLabel = ofLine.get(`${file} line ${line}`)?.map((image) => image.file) ?? [];
      return files.length === 1 ? files : ofLabel; // an id that fits several: the label's own image
    });
    return table.headings.flatMap((heading, at) => {
      const cells = valuesAt(table, at);
      if (!mayChoose(heading, cells) || used.includes(at)) return [];
      const { leftOut, ...said } = choicesOf(heading, cells);
      const files = new Set(found.filter((_, i) => leftOut[i]).flat());
      const isMeant: Exclusion["isMeant"] = (image) => files.has(image.file);
      return [{ from: `column "${heading}" of ${file}`, isMeant, ...said }];
    });
  } catch (e) {
    if (e instanceof InputError) return [];
    throw e;
  }
}

/** A table and its column of images; one with a row per patient becomes one with a row per image. */
function withImages(
  file: string,
  table: Table,
  find: ImageFinder,
  options: LabelOptions,
  { images }: Labelled,
): { readonly table: Table; readonly id: number | undefined } | undefined {
  const id = idColumnOf(file, table, find, options.idColumn);
  if (id !== undefined) return { table, id };
  const files = images.map(({ file }) => file);
  const rows = rowsPerPatient(table, files, options);
  return rows && { table: rows.table, id: columnCalled(rows.table.headings, rows.idColumn) };
}
