import { greyLevel } from "../../core/grey-level";
import { greyPng } from "../../core/grey-png";
import type { LoggedPicture } from "./event-record";

/**
 * Square images side by side as one picture, a row per class.
 *
 * @param pixels (n, size, size) in [-1, 1], the classes in turn
 * @param classes n is a multiple of it
 */
export async function samplePicture(
  pixels: Float32Array,
  size: number,
  classes: number,
): Promise<LoggedPicture> {
  const columns = pixels.length / size ** 2 / classes;
  const [width, height] = [columns * size, classes * size];
  const grey = new Uint8Array(width * height);
  pixels.forEach((value, i) => {
    const [image, y, x] = [Math.floor(i / size ** 2), Math.floor((i % size ** 2) / size), i % size];
    const [row, column] = [image % classes, Math.floor(image / classes)];
    grey[(row * size + y) * width + column * size + x] = greyLevel(value);
  });
  return { width, height, png: await greyPng(grey, width, height) };
}
