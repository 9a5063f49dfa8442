import type { MeanImages } from "../data/summary";
import type { Counted, Drawing } from "./drawing";
import { sampleGrid } from "./sample-grid";

/** The mean image of each class and what tells the classes apart, side by side; of more than two classes in two lines. */
export function meanImageGrid({ means, differences }: MeanImages, { n }: Counted): Drawing {
  const all = [...means, ...differences];
  const area = all[0]?.pixels.length ?? 0;
  const pixels = new Float32Array(all.length * area);
  all.forEach((image, i) => pixels.set(image.pixels, i * area));
  const images = { pixels, size: Math.sqrt(area) };
  const isBinary = means.length === 2;
  return sampleGrid({
    name: "01-means",
    title: "Mean images",
    n,
    note: "difference: grey is none",
    rows: [{ label: "", images, indices: all.length, notes: all.map(({ name }) => name) }],
    columns: isBinary ? all.length : means.length,
    scale: isBinary ? 4 : undefined,
  });
}
