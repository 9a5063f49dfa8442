import type { Figure, FigureRequest, Row } from "./figure";
import { imageGrid, type GridLine, type Pictures } from "./image-grid";

export type { Pictures } from "./image-grid";

/** A labelled row of a sample grid; longer than `columns`, it goes on in the next line. */
export interface GridRow {
  /** Words above the row. */
  readonly label: string;
  readonly images: Pictures;
  /** Which images, by place in the set; by default the first `columns`. */
  readonly places?: readonly number[];
  /** A word under each image, in the order of `places`. */
  readonly notes?: readonly string[];
}

/**
 * What do the images look like? A grid, every pixel a sharp square, without smoothing that would flatter them.
 *
 * @param rows labelled rows, or one set that fills the grid line by line
 * @param columns images a line
 * @param scale screen pixels an image's pixel takes; by default as large as 720 pixels of width allow, at most 4
 * @throws RangeError for places outside a set, or no images
 */
export async function sampleGrid({
  rows,
  columns = 10,
  scale,
  ...request
}: FigureRequest & {
  readonly rows: readonly GridRow[] | Pictures;
  readonly columns?: number;
  readonly scale?: number;
}): Promise<Figure> {
  const bands: GridLine[] = [];
  for (const { label, images, places = first(images, columns), notes } of labelled(rows))
    for (let at = 0; at < places.length; at += columns)
      bands.push({
        label: at === 0 ? label : "",
        images,
        places: places.slice(at, at + columns),
        ...(notes && { notes: notes.slice(at, at + columns) }),
      });
  const data = labelled(rows).flatMap(({ label, images, places = first(images, columns), notes }): Row[] =>
    places.map((place, i) => ({ row: label, place, ...(notes && { note: notes[i] ?? "" }) })),
  );
  return imageGrid(bands, { ...request, scale }, data);
}

const first = ({ pixels, size }: Pictures, most: number): number[] =>
  Array.from({ length: Math.min(most, pixels.length / size ** 2) }, (_, i) => i);

const labelled = (rows: readonly GridRow[] | Pictures): readonly GridRow[] =>
  "pixels" in rows ? [{ label: "", images: rows, places: first(rows, Infinity) }] : rows;
