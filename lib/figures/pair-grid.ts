import type { Figure, FigureRequest } from "./figure";
import { imageGrid, type GridLine, type Pictures } from "./image-grid";

/** A synthetic image and the real image nearest to it. */
export interface Pair {
  /** Its place among the synthetic images. */
  readonly place: number;
  /** The nearest real image's place among the real ones. */
  readonly nearest: number;
  readonly distance: number;
}

/** The pairs of one class. */
export interface PairGroup {
  /** The class. */
  readonly label: string;
  readonly synthetic: Pictures;
  readonly real: Pictures;
  readonly pairs: readonly Pair[];
}

/**
 * Are synthetic images new, or copies? Each above the real image nearest to it, with their distance below (0: a copy).
 *
 * @param groups one per class
 * @param columns pairs a line
 * @param scale screen pixels an image's pixel takes; by default as large as 720 pixels of width allow, at most 4
 * @throws RangeError for places outside a set, or no pairs
 * Source: the paper's Fig. 5, which sets chosen images side by side; here the neighbour is found, not chosen.
 */
export async function pairGrid({
  groups,
  columns = 10,
  scale,
  ...request
}: FigureRequest & {
  readonly groups: readonly PairGroup[];
  readonly columns?: number;
  readonly scale?: number;
}): Promise<Figure> {
  const bands: GridLine[] = [];
  const decimals = groups.some((g) => g.pairs.some((p) => p.distance >= 10)) ? 1 : 2;
  for (const { label, synthetic, real, pairs } of groups)
    for (let at = 0; at < pairs.length; at += columns) {
      const line = pairs.slice(at, at + columns);
      const words = `${label}: synthetic above, nearest real image and distance below`;
      bands.push({ label: at === 0 ? words : "", images: synthetic, places: line.map((p) => p.place) });
      bands.push({
        label: "",
        images: real,
        places: line.map((p) => p.nearest),
        notes: line.map((p) => p.distance.toFixed(decimals)),
      });
    }
  const data = groups.flatMap(({ label, pairs }) => pairs.map((p) => ({ label, ...p })));
  return imageGrid(bands, { ...request, scale }, data);
}
