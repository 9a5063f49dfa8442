import type { Drawing, FigureRequest } from "./drawing";
import { imageGrid } from "./image-grid";
import type { Pictures } from "./picture-row";
import { colours } from "./vega-config";

/** Regions that one network predicted. */
export interface OverlayRow {
  /** Words above the row: the network's name. */
  readonly label: string;
  /** Predicted regions of all images: (n, size, size), 1 inside. */
  readonly predicted: Uint8Array;
  /** A value under each image of `indices`; none where it has no value. */
  readonly values: readonly (number | undefined)[];
}

const [truthColour, predictedColour] = [colours[4], colours[5]];

/**
 * Images with the true region's edge (blue) and the predicted one's (orange, dashed) on them, a row per network.
 * @param truth true regions of all images: (n, size, size), 1 inside
 * @param indices which images, in every row
 * @throws RangeError for indices outside the set, or no images
 */
export function overlayGrid({
  images,
  truth,
  indices,
  rows,
  scale,
  ...request
}: FigureRequest & {
  readonly images: Pictures;
  readonly truth: Uint8Array;
  readonly indices: readonly number[];
  readonly rows: readonly OverlayRow[];
  readonly scale?: number;
}): Drawing {
  const area = images.size ** 2;
  const of = (all: Uint8Array, i: number): Uint8Array => all.subarray(i * area, (i + 1) * area);
  const word = (value: number | undefined): string => value?.toFixed(2) ?? "–";
  const lines = rows.map(({ label, predicted, values }) => ({
    label,
    images,
    indices,
    notes: indices.map((_, k) => word(values[k])),
    outlines: indices.map((i) => [
      { mask: of(truth, i), color: truthColour },
      { mask: of(predicted, i), color: predictedColour, isDashed: true },
    ]),
  }));
  const data = rows.flatMap(({ label, values }) =>
    indices.map((index, k) => ({ row: label, index, ...(values[k] !== undefined && { value: values[k] }) })),
  );
  return imageGrid(lines, { ...request, scale }, data);
}
