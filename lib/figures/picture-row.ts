import { greyLevel } from "../core/grey-level";
import { greyPng } from "../core/grey-png";

/** Square grey images, one after the other: pixels (n, size, size, 1) in [-1, 1]. Any image set is one. */
export interface Pictures {
  readonly pixels: Float32Array;
  /** Side of an image in pixels. */
  readonly size: number;
}

/** Screen pixels between two images. */
export const gutter = 4;

/**
 * One line of images as an SVG element, every pixel a sharp square.
 * @param times screen pixels per pixel of an image
 */
export async function pictureRow(
  { pixels, size }: Pictures,
  indices: readonly number[],
  times: number,
  x: number,
  y: number,
): Promise<string> {
  const side = size * times;
  const width = indices.length * (side + gutter) - gutter;
  const bytes = new Uint8Array(width * side).fill(255);
  indices.forEach((index, k) => {
    for (let row = 0; row < side; row++)
      for (let column = 0; column < side; column++) {
        const at = (index * size + Math.floor(row / times)) * size + Math.floor(column / times);
        bytes[row * width + k * (side + gutter) + column] = greyLevel(pixels[at] ?? 0);
      }
  });
  const png = await greyPng(bytes, width, side);
  return `<image x="${x}" y="${y}" width="${width}" height="${side}" style="image-rendering:pixelated" href="data:image/png;base64,${png.toString("base64")}"/>`;
}
