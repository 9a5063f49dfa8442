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
  const rows = neighbours(height, newHeight);
  const columns = neighbours(width, newWidth);
  for (let y = 0, i = 0; y < newHeight; y++) {
    const upper = rows.first[y]! * width;
    const lower = rows.second[y]! * width;
    const down = rows.fraction[y]!;
    for (let x = 0; x < newWidth; x++, i++) {
      const left = columns.first[x]!;
      const right = columns.second[x]!;
      const along = columns.fraction[x]!;
      const top = image[upper + left]! * (1 - along) + image[upper + right]! * along;
      const low = image[lower + left]! * (1 - along) + image[lower + right]! * along;
      out[i] = 0.5 + top * (1 - down) + low * down;
    }
  }
  return out;
}

/** For each new place, the two old places around it and how far it is towards the second. */
function neighbours(from: number, to: number) {
  const first = new Int32Array(to);
  const second = new Int32Array(to);
  const fraction = new Float64Array(to);
  for (let i = 0; i < to; i++) {
    const at = clamp(((i + 0.5) * from) / to - 0.5, 0, from - 1);
    first[i] = Math.floor(at);
    second[i] = Math.min(from - 1, first[i]! + 1);
    fraction[i] = at - first[i]!;
  }
  return { first, second, fraction };
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
