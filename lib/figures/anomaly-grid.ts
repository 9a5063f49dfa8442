import type { Drawing } from "./drawing";
import type { Pictures } from "./picture-row";
import { sampleGrid } from "./sample-grid";

/** Images that a generator of another class was asked to make. */
export interface ShownAnomalies {
  readonly images: Pictures;
  readonly reconstructions: Pictures;
  /** |x - G(z)| per pixel, 0 to 2. */
  readonly maps: Pictures;
}

/**
 * Images of a class that the generator never saw, what it makes of them, and the difference: bright where the generator
 * could not follow.
 * @param options name of the images' class, count of them and how many the AUC is of
 */
export function anomalyGrid(
  { images, reconstructions, maps }: ShownAnomalies,
  { name, n, count = 10 }: { readonly name: string; readonly n: string; readonly count?: number },
): Drawing {
  const shown = Math.min(count, images.pixels.length / images.size ** 2);
  const difference = { size: maps.size, pixels: maps.pixels.map((v) => Math.min(1, 2 * v - 1)) };
  return sampleGrid({
    name: "03-anomalies",
    title: "What a generator of the other class makes of these images",
    n,
    note: "difference: black 0, white 1 or more of the range of 2",
    columns: shown,
    rows: [
      { label: name, images, indices: shown },
      { label: "made again through the encoder", images: reconstructions, indices: shown },
      { label: "difference", images: difference, indices: shown },
    ],
  });
}
