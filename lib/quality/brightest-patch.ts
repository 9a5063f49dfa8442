/** The brightest 3 x 3 pixels of an image. */
export interface BrightestPatch {
  /** Mean of the nine. */
  readonly mean: number;
  /** Column and row of the pixel in their middle, from 0; NaN for an image without nine pixels. */
  readonly x: number;
  readonly y: number;
}

/**
 * Finds the 3 x 3 pixels with the largest mean, of equal ones the first, row by row. Only whole patches count, so their middle is no
 * pixel of the border.
 * @param values (size, size) of one image
 */
export function brightestPatch(values: ArrayLike<number>, size: number): BrightestPatch {
  let [best, x, y] = [-Infinity, NaN, NaN];
  for (let row = 1; row < size - 1; row++)
    for (let column = 1; column < size - 1; column++) {
      let total = 0;
      for (let dy = -1; dy <= 1; dy++)
        for (let dx = -1; dx <= 1; dx++) total += values[(row + dy) * size + column + dx]!;
      if (total > best) [best, x, y] = [total, column, row];
    }
  return { mean: best / 9, x, y };
}
