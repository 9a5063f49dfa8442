/** A square's eight symmetries: bit 0 mirrors left and right, bit 1 top and bottom, bit 2 then swaps rows and columns. */
export const orientations = [
  "as it is",
  "mirrored",
  "upside down",
  "turned by 180 degrees",
  "mirrored at the diagonal",
  "turned by 90 degrees",
  "turned by 270 degrees",
  "mirrored at the other diagonal",
] as const;

/** Orientation that lays an image on another, 0 to 7. */
export type Orientation = (typeof orientations)[number];

/** A square image in one of the eight orientations. */
export function orient(image: Float32Array, size: number, orientation: number): Float32Array {
  if (orientation === 0) return image;
  const out = new Float32Array(image.length);
  for (let i = 0; i < out.length; i++) {
    const [column, row] = [i % size, Math.floor(i / size)];
    const x = orientation & 1 ? size - 1 - column : column;
    const y = orientation & 2 ? size - 1 - row : row;
    out[i] = image[orientation & 4 ? x * size + y : y * size + x]!;
  }
  return out;
}
