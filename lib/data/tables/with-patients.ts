import { join } from "node:path";
import { countOf, fail, formatList, InputError } from "../../core";
import type { ImageFinder } from "./image-finder";
import { imagesOfIds } from "./images-of-ids";
import type { Labelled } from "../labelled";
import { isWide, parseTable } from "./parse-table";
import { refuseUnknownColumn } from "./label-table";
import { namePatients } from "./name-patients";
import { columnCalled } from "./column-called";
import { groupOf } from "./group-of";
import { idColumnOf } from "./id-column";

/** Patients that a table names, and its column in words. */
interface PatientsTable {
  readonly ofImage: ReadonlyMap<string, string>;
  readonly from: string;
}

/**
 * Adds the patients from a table beside that of the labels (ISIC's metadata, or a table beside folders of classes), where
 * nothing else names them: of several tables from that which names the patients of most images.
 *
 * @param tables paths of the tables, relative to the folder
 * @param groupColumn heading of the column, which goes before patients by folders; "" finds it by its heading
 * @throws InputError when a column is named, but no table has it, or none that names images
 */
export function withPatients(
  labelled: Labelled,
  folder: string,
  tables: readonly string[],
  find: ImageFinder,
  groupColumn = "",
): Labelled {
  const by = labelled.groupsFrom?.by;
  if (by === "column" || (by !== undefined && groupColumn === "")) return labelled;
  const known = tables
    .filter((file) => !labelled.tables.includes(file))
    .flatMap((file) => patientsIn(folder, file, find, groupColumn) ?? []);
  const reach = ({ ofImage }: PatientsTable): number =>
    labelled.images.filter(({ file }) => ofImage.has(file)).length;
  const [best] = known.sort((a, b) => reach(b) - reach(a));
  if (!best || reach(best) === 0) {
    if (groupColumn !== "") refuseColumn(folder, tables, groupColumn);
    return labelled;
  }
  const rest = labelled.images.length - reach(best);
  return {
    ...labelled,
    images: labelled.images.map((image) => ({ ...image, group: best.ofImage.get(image.file) })),
    groupsFrom: {
      by: "column",
      words: best.from,
      note: `${best.from} names the patients${rest > 0 ? `; it has none for ${countOf(rest, "image")}, of which each counts as a patient of its own` : ""}`,
    },
  };
}

function refuseColumn(folder: string, tables: readonly string[], groupColumn: string): never {
  refuseUnknownColumn(folder, tables, { groupColumn });
  return fail(
    `use data.groupColumn "${groupColumn}"`,
    `no column of ${formatList(tables)} beside it names images`,
    "a table with a row per image",
    "Add a column of the images' names, or name the patients by data.groupPattern.",
  );
}

function patientsIn(
  folder: string,
  file: string,
  find: ImageFinder,
  groupColumn: string,
): PatientsTable | undefined {
  try {
    const path = join(folder, file);
    if (isWide(path)) return undefined;
    const table = parseTable(path);
    const id = idColumnOf(file, table, find);
    if (groupColumn !== "" && columnCalled(table.headings, groupColumn) === undefined) return undefined;
    const group = id === undefined ? undefined : groupOf(table, id, groupColumn);
    if (id === undefined || group === undefined) return undefined;
    const from = `column "${table.headings[group]!}" of ${file}`;
    const { groups } = namePatients(
      from,
      table.rows.map(({ cells }) => cells[group]!),
    );
    const ofImage = new Map<string, string>();
    const found = imagesOfIds(
      table.rows.map(({ cells }) => cells[id]!),
      find,
    );
    for (const [i, { files }] of found.entries()) {
      const [image, ...others] = files;
      const name = groups[i];
      if (image !== undefined && others.length === 0 && name !== undefined) ofImage.set(image, name);
    }
    return { ofImage, from };
  } catch (e) {
    if (e instanceof InputError) return undefined;
    throw e;
  }
}
