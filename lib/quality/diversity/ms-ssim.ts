import { range } from "../../core/arrays";
import { fail } from "../../core/errors";

/** Weights of the first three scales of Wang's five, as they are: they do not sum to 1. */
const weights = [0.0448, 0.2856, 0.3001] as const;
const windowSide = 7;
const windowDeviation = 1.5;
/** Constants for grey values of range 1. */
const [c1, c2] = [0.01 ** 2, 0.03 ** 2] as const;

/** An image at one scale: local means and local means of squares, where the window fits. */
interface Scale {
  readonly side: number;
  readonly pixels: Float64Array;
  readonly mean: Float64Array;
  readonly meanOfSquares: Float64Array;
}

/** An image as `msSsim` needs it, computed once for all the images it is compared with. */
export type Scales = readonly Scale[];

/** Structural similarity of two images at one scale: with luminance, and of contrast and structure alone. */
export interface Similarity {
  readonly ssim: number;
  readonly contrast: number;
}

/**
 * The scales of one image: whole, and averaged over 2 x 2 once and twice.
 * @param pixels side x side grey values between 0 and 1
 * @param side divisible by 4, at least 28: the window of 7 must fit into a quarter
 * @throws RangeError for another side
 */
export function scalesOf(pixels: ArrayLike<number>, side: number): Scales {
  if (!hasScales(side))
    fail(
      "compute MS-SSIM",
      `images of ${side} pixels`,
      `a side divisible by 4, at least ${4 * windowSide}`,
      "Preprocess the images at another size.",
      RangeError,
    );
  const scales = [scaleOf(Float64Array.from(pixels), side)];
  while (scales.length < weights.length) {
    const { pixels: larger, side: of } = scales.at(-1)!;
    scales.push(scaleOf(halve(larger, of), of / 2));
  }
  return scales;
}

/** Whether images of a side can be compared: divisible by 4, at least 28. */
export const hasScales = (side: number): boolean => side % 4 === 0 && side >= 4 * windowSide;

/**
 * How alike two images are in structure, over three scales: 1 for equal ones.
 *
 * Source: Wang, Simoncelli & Bovik 2003. Deviation: five scales with a window of 11 need 161 pixels; here three scales,
 *   a Gaussian window of 7 with standard deviation 1.5 where it fits whole, weights not rescaled. So values are higher
 *   than of five scales: compare with nothing but this.
 */
export function msSsim(a: Scales, b: Scales): number {
  return weights.reduce((product, weight, i) => {
    const { ssim, contrast } = similarityAt(a[i]!, b[i]!);
    return product * Math.max(i === weights.length - 1 ? ssim : contrast, 0) ** weight;
  }, 1);
}

/** Similarity at each scale, the whole image first. */
export function similarities(a: Scales, b: Scales): Similarity[] {
  return a.map((scale, i) => similarityAt(scale, b[i]!));
}

function similarityAt(a: Scale, b: Scale): Similarity {
  const products = smooth(
    a.pixels.map((v, k) => v * b.pixels[k]!),
    a.side,
  );
  let ssim = 0;
  let contrast = 0;
  for (let k = 0; k < products.length; k++) {
    const [m, n] = [a.mean[k]!, b.mean[k]!];
    const spread = a.meanOfSquares[k]! - m * m + b.meanOfSquares[k]! - n * n;
    const alike = (2 * (products[k]! - m * n) + c2) / (spread + c2);
    contrast += alike;
    ssim += (alike * (2 * m * n + c1)) / (m * m + n * n + c1);
  }
  return { ssim: ssim / products.length, contrast: contrast / products.length };
}

function scaleOf(pixels: Float64Array, side: number): Scale {
  return {
    side,
    pixels,
    mean: smooth(pixels, side),
    meanOfSquares: smooth(
      pixels.map((v) => v * v),
      side,
    ),
  };
}

const window = range(windowSide).map((i) =>
  Math.exp(-((i - (windowSide - 1) / 2) ** 2) / (2 * windowDeviation ** 2)),
);
const gaussian = Float64Array.from(window, (v) => v / window.reduce((total, w) => total + w, 0));

/** Gaussian means around the pixels where the window fits whole: rows, then columns. */
function smooth(values: Float64Array, side: number): Float64Array {
  const kept = side - windowSide + 1;
  const across = new Float64Array(side * kept);
  for (let y = 0; y < side; y++)
    for (let x = 0; x < kept; x++) {
      let total = 0;
      for (let i = 0; i < windowSide; i++) total += gaussian[i]! * values[y * side + x + i]!;
      across[y * kept + x] = total;
    }
  const smoothed = new Float64Array(kept * kept);
  for (let y = 0; y < kept; y++)
    for (let x = 0; x < kept; x++) {
      let total = 0;
      for (let i = 0; i < windowSide; i++) total += gaussian[i]! * across[(y + i) * kept + x]!;
      smoothed[y * kept + x] = total;
    }
  return smoothed;
}

function halve(pixels: Float64Array, side: number): Float64Array {
  const half = side / 2;
  return Float64Array.from({ length: half * half }, (_, k) => {
    const at = 2 * Math.floor(k / half) * side + 2 * (k % half);
    return (pixels[at]! + pixels[at + 1]! + pixels[at + side]! + pixels[at + side + 1]!) / 4;
  });
}
