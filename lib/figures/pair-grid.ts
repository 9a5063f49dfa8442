import type { Drawing, FigureRequest } from "./drawing";
import { imageGrid, type GridLine } from "./image-grid";
import type { Pictures } from "./picture-row";

/** A synthetic image and the real image nearest to it. */
export interface Pair {
  /** Index of the synthetic image. */
  readonly index: number;
  /** Index of the real image nearest to it. */
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
 * Synthetic images, each above the real image nearest to it, with their distance below (0: a copy).
 *
 * @param groups one per class
 * @param columns pairs per line
 * @param scale screen pixels per pixel of an image; by default as large as 720 pixels of width allow, at most 4
 * @throws RangeError for indices outside a set, or no pairs
 * Source: the paper's Fig. 5, which sets chosen images side by side; here the neighbour is found, not chosen.
 */
export function pairGrid({
  groups,
  columns = 10,
  scale,
  ...request
}: FigureRequest & {
  readonly groups: readonly PairGroup[];
  readonly columns?: number;
  readonly scale?: number;
}): Drawing {
  const lines: GridLine[] = [];
  const decimals = groups.some((g) => g.pairs.some((p) => p.distance >= 10)) ? 1 : 2;
  for (const { label, synthetic, real, pairs } of groups)
    for (let at = 0; at < pairs.length; at += columns) {
      const line = pairs.slice(at, at + columns);
      const words = `${label}: synthetic above, nearest real image and distance below`;
      lines.push({ label: at === 0 ? words : "", images: synthetic, indices: line.map((p) => p.index) });
      lines.push({
        label: "",
        images: real,
        indices: line.map((p) => p.nearest),
        notes: line.map((p) => p.distance.toFixed(decimals)),
      });
    }
  const data = groups.flatMap(({ label, pairs }) => pairs.map((p) => ({ label, ...p })));
  return imageGrid(lines, { ...request, scale }, data);
}
