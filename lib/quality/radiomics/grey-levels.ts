/** A square image in levels: 1 .. highest inside the mask, 0 outside. */
export interface GreyLevels {
  readonly side: number;
  readonly levels: Int32Array;
  /** The highest level. Levels that no pixel has keep their number. */
  readonly highest: number;
}

/**
 * Grey values in bins of one width: edges at multiples of the width, the lowest at or below the smallest value.
 *
 * @param values side x side grey values
 * @param inMask whether a pixel counts
 * @param width of a bin, above 0
 * Source: pyradiomics 3.0.1, getBinEdges: half-open bins, also the last one.
 */
export function greyLevels(
  values: Float64Array,
  side: number,
  width: number,
  inMask: (pixel: number) => boolean = () => true,
): GreyLevels {
  let least = Infinity;
  values.forEach((v, k) => {
    if (inMask(k) && v < least) least = v;
  });
  const low = width * Math.floor(least / width);
  const levels = new Int32Array(values.length);
  let highest = 0;
  values.forEach((v, k) => {
    if (!inMask(k)) return;
    levels[k] = 1 + Math.floor((v - low) / width);
    highest = Math.max(highest, levels[k]!);
  });
  return { side, levels, highest };
}

/** The four directions of neighbours in a plane: rows down, columns right. */
export const directions = [
  [1, 1],
  [1, 0],
  [1, -1],
  [0, 1],
] as const;

/** What pyradiomics adds inside logarithms: the spacing of doubles at 1. */
export const epsilon = 2 ** -52;

/** The mean of each feature over the directions that have any. */
export function meanOverDirections<K extends string>(
  found: readonly Readonly<Record<K, number>>[],
  names: readonly K[],
): Record<K, number> {
  const entries = names.map((name) => [
    name,
    found.reduce((total, features) => total + features[name], 0) / found.length,
  ]);
  return Object.fromEntries(entries) as Record<K, number>;
}
