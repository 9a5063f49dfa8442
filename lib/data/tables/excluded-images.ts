import { join } from "node:path";
import { countOf, fail, formatList, groupBy, InputError } from "../../core";
import { nameOf, type Labelled, type LabelOptions } from "../labelled";
import type { ReadingRow } from "../reading-row";
import { columnCalled, valuesAt } from "./column-called";
import { isExclusionHeading } from "./heading-words";
import { idColumnOf } from "./id-column";
import { findFrom, type ImageFinder } from "./image-finder";
import { imagesOfIds } from "./images-of-ids";
import { answerOf } from "./label-values";
import { isWide, parseTable, type Table } from "./parse-table";
import { partOfTable } from "./read-labels";
import { rowsPerPatient } from "./rows-per-patient";
import { tableColumns } from "./table-columns";

/** A column of a table that says which images are to be left out. */
interface Exclusion {
  /** `column "exclude" of labels.csv`. */
  readonly column: string;
  /** Paths of the images whose row says yes. */
  readonly files: ReadonlySet<string>;
  /** Cells that are neither yes nor no; such a column is not used. */
  readonly unclear: readonly string[];
}

/**
 * Looks for columns called exclude, excluded, drop and the like, in tables of the labels or beside: images of which they say
 * yes were left out by whoever made the table. They are left out or kept as the options say.
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
  return found.reduce((rest, one) => apply(rest, folder, one, options.excluded ?? "refuse"), labelled);
}

function apply(
  labelled: Labelled,
  folder: string,
  { column, files, unclear }: Exclusion,
  choice: NonNullable<LabelOptions["excluded"]>,
): Labelled {
  if (unclear.length > 0) {
    const cells = formatList(
      unclear.map((cell) => `"${cell}"`),
      3,
    );
    const how = `${column} says ${cells}, which is neither yes nor no: not used. If it names images to be left out, write yes and no into it, in a copy of the table`;
    return withNote(labelled, { what: "look at", value: "images to be left out", how });
  }
  const excluded = labelled.images.filter(({ file }) => files.has(file));
  if (excluded.length === 0) return labelled;
  const says = `${column} says yes`;
  const of = `${countOf(excluded.length, "image")} of ${labelled.images.length}`;
  const names = formatList(excluded.map(nameOf));
  if (choice === "keep")
    return withNote(labelled, { what: "used all the same", value: of, how: `${says} (data.excluded=keep)` });
  if (choice === "skip")
    return withNote(
      { ...labelled, images: labelled.images.filter(({ file }) => !files.has(file)) },
      { what: "left out", value: of, how: `${says} (data.excluded=skip): ${names}` },
    );
  return fail(
    `use all images of ${folder}`,
    `${says} for ${of}: ${names}`,
    "a decision on them",
    "Leave them out: --set data.excluded=skip. Or use them: --set data.excluded=keep.",
  );
}

function withNote(labelled: Labelled, row: ReadingRow): Labelled {
  const note = row.what === "look at" ? row.how : `${row.value} ${row.what}: ${row.how}`;
  return { ...labelled, notes: [...labelled.notes, note], rows: [...labelled.rows, row] };
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
    if (!read.headings.some(isExclusionHeading)) return [];
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
      if (!isExclusionHeading(heading) || used.includes(at)) return [];
      const answers = valuesAt(table, at).map(answerOf);
      const files = found.filter((_, i) => answers[i] === true).flat();
      const unclear = valuesAt(table, at).filter((_, i) => answers[i] === undefined);
      return [
        {
          column: `column "${heading}" of ${file}`,
          files: new Set(files),
          unclear: [...new Set(unclear)],
        },
      ];
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
