import { clamp } from "./arithmetic";

/** Inclusive corners of a rectangle of pixels. */
export type Box = readonly [left: number, top: number, right: number, bottom: number];

/**
 * Blurs an image by one pass of (amount/4, 1 - amount/2, amount/4) across and one down.
 * @param image height * width values
 * @param amount 0 leaves the image as it is, 1 is the binomial filter
 */
export function blur(image: Float32Array, width: number, height: number, amount: number): Float32Array {
  const side = amount / 4;
  const middle = 1 - amount / 2;
  const across = new Float32Array(image.length);
  const out = new Float32Array(image.length);
  for (let y = 0, i = 0; y < height; y++)
    for (let x = 0; x < width; x++, i++)
      across[i] = middle * image[i]! + side * (image[x > 0 ? i - 1 : i]! + image[x < width - 1 ? i + 1 : i]!);
  for (let y = 0, i = 0; y < height; y++)
    for (let x = 0; x < width; x++, i++)
      out[i] =
        middle * across[i]! +
        side * (across[y > 0 ? i - width : i]! + across[y < height - 1 ? i + width : i]!);
  return out;
}

/**
 * Enlarges an image bilinearly and rounds it to bytes: a mask's coverage becomes 1 where more than half is covered.
 * @param image height * width values, 0 .. 255
 * @returns newHeight * newWidth bytes
 */
export function resize(
  image: Float32Array,
  width: number,
  height: number,
  newWidth: number,
  newHeight: number,
): Uint8Array {
  const out = new Uint8Array(newWidth * newHeight);
  const columns = Array.from({ length: newWidth }, (_, x) => neighbours(x, width, newWidth));
  for (let y = 0, i = 0; y < newHeight; y++) {
    const [y0, y1, fy] = neighbours(y, height, newHeight);
    const upper = y0 * width;
    const lower = y1 * width;
    for (const [x0, x1, fx] of columns) {
      const top = image[upper + x0]! * (1 - fx) + image[upper + x1]! * fx;
      const low = image[lower + x0]! * (1 - fx) + image[lower + x1]! * fx;
      out[i++] = 0.5 + top * (1 - fy) + low * fy;
    }
  }
  return out;
}

function neighbours(place: number, from: number, to: number): readonly [number, number, number] {
  const at = clamp(((place + 0.5) * from) / to - 0.5, 0, from - 1);
  const first = Math.floor(at);
  return [first, Math.min(from - 1, first + 1), at - first];
}

/**
 * The smallest rectangle around a mask.
 * @returns undefined when the mask is empty
 */
export function boxOf(mask: Uint8Array, width: number): Box | undefined {
  let [left, top, right, bottom] = [width, 0, -1, 0];
  for (let i = 0; i < mask.length; i++) {
    if (mask[i] === 0) continue;
    const x = i % width;
    if (right < 0) top = Math.floor(i / width);
    left = Math.min(left, x);
    right = Math.max(right, x);
    bottom = Math.floor(i / width);
  }
  return right < 0 ? undefined : [left, top, right, bottom];
}
