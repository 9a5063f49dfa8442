import type { Preprocessed } from "./dataset";

/** How often the nearest other image has the same label. */
export interface NearestNeighbour {
  readonly correct: number;
  readonly n: number;
  readonly accuracy: number;
}

/**
 * Classifies each image by its nearest other one in pixel space (leave-one-out): what no network is needed for. A
 * classifier below it has learned nothing; a high value hints at duplicates and slices of the same scan.
 *
 * @param options.without pairs that may not be each other's neighbour, as `duplicates` finds them
 */
export function oneNearestNeighbour(
  { dataset, pixels, size }: Preprocessed,
  { without = [] }: { without?: readonly { readonly a: string; readonly b: string }[] } = {},
): NearestNeighbour {
  const { slices } = dataset;
  const n = slices.length;
  const place = new Map(slices.map((s, i) => [s.id, i]));
  const barred = new Set(
    without.flatMap(({ a, b }) => [key(place.get(a), place.get(b), n), key(place.get(b), place.get(a), n)]),
  );
  const best = new Float64Array(n).fill(Infinity);
  const nearest = new Int32Array(n);
  for (let i = 0; i < n; i++)
    for (let j = 0; j < i; j++) {
      if (barred.has(i * n + j)) continue;
      const d = distance(pixels, i, j, size * size);
      if (d < (best[i] ?? 0)) [best[i], nearest[i]] = [d, j];
      if (d < (best[j] ?? 0)) [best[j], nearest[j]] = [d, i];
    }
  const correct = slices.filter((s, i) => s.label === slices[nearest[i] ?? 0]?.label).length;
  return { correct, n, accuracy: correct / n };
}

function key(i = -1, j = -1, n: number): number {
  return i * n + j;
}

function distance(pixels: Float32Array, i: number, j: number, area: number): number {
  let sum = 0;
  for (let k = 0; k < area; k++) sum += ((pixels[i * area + k] ?? 0) - (pixels[j * area + k] ?? 0)) ** 2;
  return sum;
}
