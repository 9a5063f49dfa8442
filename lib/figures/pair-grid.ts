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
  /** A word under the synthetic image. */
  readonly note?: string;
  /** Index of an image of `beside`, and the distance to it. */
  readonly other?: { readonly index: number; readonly distance: number };
}

/** The pairs of one class. */
export interface PairGroup {
  /** The class. */
  readonly label: string;
  readonly synthetic: Pictures;
  readonly real: Pictures;
  /** Images of a third line, below the real ones, and their name: `nearest held-out image`. */
  readonly beside?: { readonly name: string; readonly images: Pictures };
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
  for (const { label, synthetic, real, beside, pairs } of groups)
    for (let at = 0; at < pairs.length; at += columns) {
      const line = pairs.slice(at, at + columns);
      const words =
        beside === undefined
          ? `${label}: synthetic above, nearest real image and distance below`
          : `${label}: synthetic above, nearest training image below, ${beside.name} at the bottom`;
      lines.push({
        label: at === 0 ? words : "",
        images: synthetic,
        indices: line.map((p) => p.index),
        ...(line.some((p) => p.note !== undefined) && { notes: line.map((p) => p.note ?? "") }),
      });
      lines.push({
        label: "",
        images: real,
        indices: line.map((p) => p.nearest),
        notes: line.map((p) => p.distance.toFixed(decimals)),
      });
      const others = line.flatMap((p) => p.other ?? []);
      if (beside !== undefined && others.length > 0)
        lines.push({
          label: "",
          images: beside.images,
          indices: others.map((o) => o.index),
          notes: others.map((o) => o.distance.toFixed(decimals)),
        });
    }
  const data = groups.flatMap(({ label, pairs }) =>
    pairs.map(({ index, nearest, distance, note, other }) => ({
      label,
      index,
      nearest,
      distance,
      ...(note !== undefined && { note }),
      ...(other && { other: other.index, otherDistance: other.distance }),
    })),
  );
  return imageGrid(lines, { ...request, scale }, data);
}
