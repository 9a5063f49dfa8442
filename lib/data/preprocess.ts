import { countOf, fail, sha256 } from "../core";
import { areaSums, type Share } from "./area-sums";
import type { Dataset, Preprocessed, Slice } from "./dataset";

/**
 * Brings every slice to one size, as the paper does: grey, zero-padded to a square, averaged down, in [-1, 1].
 * Each step looks at one image alone, so nothing of a later test image reaches another one.
 *
 * @param options.size side of the result, pixels; 32 in the paper
 * @returns pixels (n, size, size, 1) in [-1, 1], each one of 256 levels, and the steps in words
 * @throws RangeError when size is no whole number of at least 1
 *
 * Source: the paper, section 4.1. Deviation: its "centre crop from 240x240 to 32x32" is not done: no slice of its data set is
 *   240x240, and the crop would keep 1.8 % of such a slice.
 */
export async function preprocess(dataset: Dataset, { size }: { size: number }): Promise<Preprocessed> {
  if (!Number.isInteger(size) || size < 1)
    fail("preprocess", `size ${size}`, "a whole number of pixels", "Give --set data.size=32.", RangeError);
  const area = size * size;
  const bytes = new Uint8Array(dataset.slices.length * area);
  dataset.slices.forEach((slice, i) => bytes.set(square(slice, size), i * area));
  return {
    dataset,
    size,
    pixels: Float32Array.from(bytes, (value) => value / 127.5 - 1),
    fingerprint: sha256(bytes),
    steps: steps(dataset, size),
  };
}

/**
 * Pads a grey image with zeros to a square (an odd row or column goes to the bottom or right) and averages it over
 * size x size equal areas. The sums are whole numbers: the result is the same on every machine. Rounded half up.
 */
export function square(slice: Pick<Slice, "width" | "height" | "grey">, size: number): Uint8Array {
  const side = Math.max(slice.width, slice.height);
  const columns = shares(slice.width, side, size);
  const rows = shares(slice.height, side, size);
  const sums = areaSums(slice, { columns, rows, size });
  return Uint8Array.from(sums, (sum) => Math.floor(sum / (side * side) + 0.5));
}

/** Zeros before the first of `length` pixels in a row or column of `side`: half of what is missing, the odd one comes behind. */
export function paddingBefore(length: number, side: number): number {
  return Math.floor((side - length) / 2);
}

/** How much of old pixel `from` lies in new pixel `to`, in units of 1/size old pixels: `side` units a new pixel. */
function shares(length: number, side: number, size: number): Share[] {
  const offset = paddingBefore(length, side);
  const found: Share[] = [];
  for (let from = 0; from < length; from++) {
    const [begin, end] = [(from + offset) * size, (from + offset + 1) * size];
    for (let to = Math.floor(begin / side); to * side < end; to++) {
      const weight = Math.min(end, (to + 1) * side) - Math.max(begin, to * side);
      found.push({ from, to, weight });
    }
  }
  return found;
}

function steps({ slices }: Dataset, size: number): string[] {
  const uneven = slices.filter((s) => s.width !== s.height).length;
  const colour = slices.filter((s) => s.channels > 2).length;
  const smaller = slices.filter((s) => Math.max(s.width, s.height) < size).length;
  const paper = slices.filter((s) => s.width === 240 && s.height === 240).length;
  return [
    `Greyscale: 0.299 R + 0.587 G + 0.114 B, transparent pixels on black (${colour} of ${slices.length} files are in colour).`,
    `Padded with zeros to a square, the slice in the middle (${uneven} of ${slices.length} slices are not square).`,
    `Averaged over ${size} x ${size} equal areas and rounded to 0..255` +
      (smaller > 0
        ? ` (${countOf(smaller, "slice is smaller than that and was", "slices are smaller than that and were")} enlarged).`
        : "."),
    "Brought to [-1, 1]: value / 127.5 - 1.",
    `Not done: the paper's "centre crop from 240x240 to 32x32"; ${paper} of ${slices.length} slices are 240x240, and a ` +
      "32-pixel crop would leave the middle of a slice only. Padding and averaging keep the whole slice.",
  ];
}
