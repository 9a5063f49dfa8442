import { readdirSync, statSync } from "node:fs";
import { join } from "node:path";
import { InputError } from "../../core";
import { isTable, type Listing } from "../folders/list-files";
import type { ImageFinder } from "./image-finder";
import { isTextList, parseTable, type Table } from "./parse-table";

/** Larger tables beside the data folder are none of its own, bytes. */
const largestOuter = 1e8;

/** Tables in sub-folders, and lists as text anywhere that name several images in rows of cells; hidden ones left out. */
export function innerTables({ folder, others }: Listing, find: ImageFinder): string[] {
  const isList = (file: string): boolean => {
    const rows = rowsOf(join(folder, file));
    return (
      rows.filter(({ cells }) => cells.length > 1 && cells.some((cell) => find(cell).weight > 0)).length > 1
    );
  };
  return others.filter(
    (file) => !/(^|\/)(\.|__MACOSX)/.test(file) && (isTable(file) || (isTextList(file) && isList(file))),
  );
}

/** Tables beside the data folder that name some of its images. */
export function outerTables({ folder }: Listing, find: ImageFinder): string[] {
  const names = namesIn(join(folder, ".."));
  const isRead = (name: string): boolean =>
    isTable(name) &&
    !name.startsWith(".") &&
    (statSync(join(folder, "..", name), { throwIfNoEntry: false })?.size ?? 0) < largestOuter;
  const tables = names.filter(isRead).map((name) => `../${name}`);
  return tables.filter((file) => {
    const rows = rowsOf(join(folder, file));
    return rows.some(({ cells }) => cells.some((cell) => find(cell).weight > 0.5));
  });
}

function namesIn(folder: string): string[] {
  try {
    return readdirSync(folder).sort();
  } catch {
    return [];
  }
}

/** Rows of a table; none of a file that cannot be read as one. */
function rowsOf(path: string): Table["rows"] {
  try {
    return parseTable(path).rows;
  } catch (e) {
    if (e instanceof InputError) return [];
    throw e;
  }
}
