import type { BoundingBox } from "../data/boxes/bounding-box";
import type { Drawing, FigureRequest } from "./drawing";
import type { Row } from "./figure";
import { imageGrid, type GridLine } from "./image-grid";
import type { Pictures } from "./picture-row";

/** A labelled row of a sample grid; longer than `columns`, it continues in the next line. */
export interface GridRow {
  /** Words above the row. */
  readonly label: string;
  readonly images: Pictures;
  /** Which images, by index in the set; or how many of the first. By default the first `columns`. */
  readonly indices?: readonly number[] | number;
  /** A word under each image, in the order of `indices`. */
  readonly notes?: readonly string[];
  /** Boxes to outline in each image of the set, by index in the set. */
  readonly boxes?: readonly (readonly BoundingBox[])[];
}

/**
 * Images as they are: a grid, every pixel a sharp square, without smoothing that would flatter them.
 *
 * @param rows labelled rows, or one set that fills the grid line by line
 * @param columns images per line
 * @param scale screen pixels per pixel of an image; by default as large as 720 pixels of width allow, at most 4
 * @throws RangeError for indices outside a set, or no images
 */
export function sampleGrid({
  rows,
  columns = 10,
  scale,
  ...request
}: FigureRequest & {
  readonly rows: readonly GridRow[] | Pictures;
  readonly columns?: number;
  readonly scale?: number | undefined;
}): Drawing {
  const lines: GridLine[] = [];
  const data: Row[] = [];
  for (const { label, images, indices: chosen, notes, boxes } of labelRows(rows)) {
    const indices = typeof chosen === "object" ? chosen : firstIndices(images, chosen ?? columns);
    for (let at = 0; at < indices.length; at += columns)
      lines.push({
        label: at === 0 ? label : "",
        images,
        indices: indices.slice(at, at + columns),
        ...(notes && { notes: notes.slice(at, at + columns) }),
        ...(boxes && { boxes: indices.slice(at, at + columns).map((index) => boxes[index] ?? []) }),
      });
    data.push(
      ...indices.map((index, i) => ({
        row: label,
        index,
        ...(notes && { note: notes[i] ?? "" }),
        ...(boxes && { boxes: boxesText(boxes[index] ?? []) }),
      })),
    );
  }
  return imageGrid(lines, { ...request, scale }, data);
}

/** `3.5 4 10 12; ...`: left, top, right, bottom of each box. */
const boxesText = (boxes: readonly BoundingBox[]): string =>
  boxes
    .map(({ left, top, right, bottom }) =>
      [left, top, right, bottom].map((edge) => +edge.toFixed(2)).join(" "),
    )
    .join("; ");

const firstIndices = ({ pixels, size }: Pictures, most: number): number[] =>
  Array.from({ length: Math.min(most, pixels.length / size ** 2) }, (_, i) => i);

const labelRows = (rows: readonly GridRow[] | Pictures): readonly GridRow[] =>
  "pixels" in rows ? [{ label: "", images: rows, indices: Infinity }] : rows;
