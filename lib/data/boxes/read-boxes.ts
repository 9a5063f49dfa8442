import { join } from "node:path";
import { fail, formatList } from "../../core";
import type { Dataset, Slice } from "../dataset";
import { listFiles } from "../folders/list-files";
import { imageFinder } from "../tables/image-finder";
import { imagesOfIds } from "../tables/images-of-ids";
import { asNumber, parseTable, plainHeading, type Table, type TableRow } from "../tables/parse-table";
import { boundingBox, type BoundingBox } from "./bounding-box";

/** Boxes of a folder's images in their own pixels, by the images' ids; images without a row have none. */
export interface ReadBoxes {
  /** The table's path, relative to the folder. */
  readonly file: string;
  readonly boxes: ReadonlyMap<string, readonly BoundingBox[]>;
}

const sides = [["x"], ["y"], ["w", "width"], ["h", "height"]] as const;

/** Columns of a table of boxes: of the image's name, and of the left edge, the top edge, the width, the height. */
interface BoxColumns {
  readonly id: number;
  readonly sides: readonly number[];
}

/**
 * Reads a data folder's table of boxes, `id,x,y,w,h` with one row per box: x and y are the left top corner in pixels from
 * the image's left top corner (0 is the edge of the first pixel), w and h (or width, height) the size. An id is written as in
 * a table of labels. A row whose four cells are empty says that its image has no box.
 *
 * @param folder the data folder, of which `dataset` was read
 * @returns undefined where no table of the folder itself has these columns
 * @throws InputError, with the file and the line, for an id of no image or of several, a cell that is no number, a box
 *   without width or height, outside its image, or given twice; for two tables of boxes
 */
export function readBoxes(
  folder: string,
  dataset: Pick<Dataset, "slices">,
  idColumn = "id",
): ReadBoxes | undefined {
  const found = listFiles(folder).tables.flatMap((file) => {
    const table = parseTable(join(folder, file));
    const columns = boxColumns(table, idColumn);
    return columns ? [{ file, table, columns }] : [];
  });
  const [first, ...others] = found;
  if (first === undefined) return undefined;
  if (others.length > 0)
    fail(
      `read the boxes of ${folder}`,
      `boxes in ${formatList(found.map(({ file }) => file))}`,
      "one table of boxes",
      "Put all boxes into one file.",
    );
  return { file: first.file, boxes: boxesOfRows(first, dataset.slices) };
}

function boxColumns({ headings }: Table, idColumn: string): BoxColumns | undefined {
  const plain = headings.map(plainHeading);
  const id = plain.indexOf(plainHeading(idColumn));
  const found = sides.map((names) => plain.findIndex((heading) => names.some((name) => name === heading)));
  return id < 0 || found.some((at) => at < 0) ? undefined : { id, sides: found };
}

function boxesOfRows(
  { file, table, columns }: { readonly file: string; readonly table: Table; readonly columns: BoxColumns },
  slices: readonly Slice[],
): ReadonlyMap<string, readonly BoundingBox[]> {
  const bySource = new Map(slices.map((slice) => [slice.source, slice]));
  const find = imageFinder([...bySource.keys()]);
  const boxes = new Map<string, BoundingBox[]>();
  const found = imagesOfIds(
    table.rows.map(({ cells }) => cells[columns.id]!),
    find,
  );
  for (const [i, row] of table.rows.entries()) {
    const id = row.cells[columns.id]!;
    const { files } = found[i]!;
    const slice = slices.find((one) => one.id === id) ?? (files.length === 1 && bySource.get(files[0]!));
    if (!slice)
      return refuse(
        file,
        row,
        `the id "${id}" of ${files.length === 0 ? "no image" : `several images: ${formatList(files)}`}`,
        "the name of one image of the data set",
      );
    const cells = columns.sides.map((at) => row.cells[at]!);
    if (cells.every((cell) => cell === "")) continue;
    const box = boxOfRow(file, row, cells, slice);
    const known = boxes.get(slice.id) ?? [];
    if (known.some((other) => JSON.stringify(other) === JSON.stringify(box)))
      refuse(file, row, `a box of ${id} that an earlier row has, too`, "each box once");
    boxes.set(slice.id, [...known, box]);
  }
  return boxes;
}

function boxOfRow(
  file: string,
  row: TableRow,
  cells: readonly string[],
  { width, height }: Slice,
): BoundingBox {
  const [x, y, w, h] = cells.map((cell) => (cell === "" ? NaN : asNumber(cell))) as [
    number,
    number,
    number,
    number,
  ];
  const words = `x ${cells[0]}, y ${cells[1]}, w ${cells[2]}, h ${cells[3]}`;
  if (![x, y, w, h].every(Number.isFinite)) return refuse(file, row, words, "four numbers");
  if (w <= 0 || h <= 0) return refuse(file, row, words, "a width and a height above 0");
  if (x < 0 || y < 0 || x + w > width || y + h > height)
    return refuse(file, row, words, `a box within its image of ${width} x ${height} pixels`);
  return boundingBox(x, y, x + w, y + h);
}

function refuse(file: string, { line }: TableRow, found: string, expected: string): never {
  return fail(`read the boxes in ${file}, line ${line}`, found, expected, "Correct the line or delete it.");
}
