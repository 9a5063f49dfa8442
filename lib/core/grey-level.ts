/** The byte, 0 (black) to 255 (white), that a pixel in [-1, 1] is written as; values beyond are cut. */
export function greyLevel(pixel: number): number {
  return Math.max(0, Math.min(255, Math.round((pixel + 1) * 127.5)));
}
