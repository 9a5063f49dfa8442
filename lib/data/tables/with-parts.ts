import { join } from "node:path";
import { InputError } from "../../core";
import type { Labelled } from "../labelled";
import type { Part } from "../part-of";
import { idColumnOf } from "./id-column";
import type { ImageFinder } from "./image-finder";
import { imagesOfIds } from "./images-of-ids";
import { isWide, parseTable } from "./parse-table";
import { partColumn } from "./read-labels";

/**
 * Adds the parts of a split from a table beside that of the labels, or beside folders of classes (`split.csv` with the
 * columns filename and split), where nothing else names them. Tables that differ on an image name none.
 *
 * @param tables paths of the tables, relative to the folder
 */
export function withParts(
  labelled: Labelled,
  folder: string,
  tables: readonly string[],
  find: ImageFinder,
): Labelled {
  if (labelled.images.some(({ part }) => part !== undefined)) return labelled;
  const found = tables
    .filter((file) => !labelled.tables.includes(file))
    .map((file) => partsIn(folder, file, find))
    .filter((parts) => parts.size > 0);
  const partsOf = (file: string): Set<Part> => new Set(found.flatMap((parts) => parts.get(file) ?? []));
  return {
    ...labelled,
    images: labelled.images.map((image) => {
      const [part, ...others] = partsOf(image.file);
      return part === undefined || others.length > 0 ? image : { ...image, part };
    }),
  };
}

/** The parts that a column of a table names, by image; none where it has no such column, or is no table of images. */
function partsIn(folder: string, file: string, find: ImageFinder): ReadonlyMap<string, Part> {
  try {
    const path = join(folder, file);
    if (isWide(path)) return new Map();
    const table = parseTable(path);
    const id = idColumnOf(file, table, find);
    const parts = id === undefined ? undefined : partColumn(table, { id, labels: [] });
    if (id === undefined || parts === undefined) return new Map();
    const found = imagesOfIds(
      table.rows.map(({ cells }) => cells[id]!),
      find,
    );
    return new Map(
      found.flatMap(({ files: [image, ...others] }, i) => {
        const part = parts.of[i];
        return image === undefined || others.length > 0 || part === undefined ? [] : [[image, part] as const];
      }),
    );
  } catch (e) {
    if (e instanceof InputError) return new Map();
    throw e;
  }
}
