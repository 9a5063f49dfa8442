import type { Slice } from "./dataset";

/** How much of old pixel `from` lies in new pixel `to`. */
export interface Share {
  readonly from: number;
  readonly to: number;
  readonly weight: number;
}

/** Sums of a slice's grey values over size x size areas, each pixel by its shares in columns and rows. */
export function areaSums(
  { width, height, grey }: Pick<Slice, "width" | "height" | "grey">,
  {
    columns,
    rows,
    size,
  }: { readonly columns: readonly Share[]; readonly rows: readonly Share[]; readonly size: number },
): Float64Array {
  const wide = new Float64Array(height * size);
  for (let y = 0; y < height; y++)
    for (const { from, to, weight } of columns)
      wide[y * size + to] = (wide[y * size + to] ?? 0) + weight * (grey[y * width + from] ?? 0);
  const sums = new Float64Array(size * size);
  for (const { from, to, weight } of rows)
    for (let x = 0; x < size; x++)
      sums[to * size + x] = (sums[to * size + x] ?? 0) + weight * (wide[from * size + x] ?? 0);
  return sums;
}
