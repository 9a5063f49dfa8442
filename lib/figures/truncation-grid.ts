import type { Drawing } from "./drawing";
import { formatNumber } from "./format-number";
import type { Pictures } from "./picture-row";
import { sampleGrid } from "./sample-grid";

/** A class's samples of shorter and longer latents. */
export interface ShownTruncation {
  readonly name: string;
  readonly n: number;
  /** Different images that as many real ones seem to be. */
  readonly real: number;
  readonly rows: readonly { readonly scale: number; readonly images: Pictures; readonly different: number }[];
}

/** The same latents times several scales, one line per scale, with the number of different images (Vendi score in pixels). */
export function truncationGrid(byClass: readonly ShownTruncation[], count = 10): Drawing {
  const shown = Math.min(count, ...byClass.map(({ n }) => n));
  return sampleGrid({
    name: "03-truncation",
    title: "The same latents, shorter and longer",
    n: `${[...new Set(byClass.map(({ n }) => n))].join(" and ")} images per line`,
    note: `${shown} shown, different ones counted by the Vendi score in pixels`,
    columns: shown,
    rows: byClass.flatMap(({ name, real, rows }) =>
      rows.map(({ scale, images, different }) => ({
        label: `${name}, z x ${scale}: ${formatNumber(different)} different (real images ${formatNumber(real)})`,
        images,
        indices: shown,
      })),
    ),
  });
}
