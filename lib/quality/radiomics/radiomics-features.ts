import { mean, variance } from "../../core/arrays";
import { greyLevel } from "../../core/grey-level";
import type { Vectors } from "../../ml/vectors";
import type { Images } from "../images";
import { coOccurrence, coOccurrenceNames } from "./co-occurrence";
import { firstOrder, firstOrderNames } from "./first-order";
import { greyLevels } from "./grey-levels";
import { runLengthNames, runLengths } from "./run-lengths";

/** Names of the radiomics features, in the order of the columns. */
export const radiomicsNames: readonly string[] = [
  ...coOccurrenceNames.map((name) => `glcm_${name}`),
  ...firstOrderNames.map((name) => `firstorder_${name}`),
  ...runLengthNames.map((name) => `glrlm_${name}`),
];

/** Settings of frd-score 1.0.1: images are scaled to this standard deviation, binned in this width. */
const [spread, binWidth, shift] = [100, 5, 300] as const;

/**
 * Radiomics features of each image: its grey values (first order), which lie side by side (GLCM) and how long they stay the
 * same (GLRLM). They see grain, blur and contrast, and not where in the image anything is: a flip changes nothing.
 *
 * @param images pixels in [-1, 1], rounded to 8 bits as a PNG has them; sides of at least 2
 * @returns n vectors of 56, see `radiomicsNames`; in doubles
 * Source: pyradiomics 3.0.1 as frd-score 1.0.1 (v1) calls it, of the original image only and not resampled: mean 0 and
 *   standard deviation 100 over the whole image, bins of 5, pixel (0, 0) outside the mask, since pyradiomics refuses a mask
 *   without an outside. Deviation: an image of one grey value is 0 everywhere, where the package fails.
 */
export function radiomicsFeatures({ size, pixels }: Images): Vectors {
  const area = size * size;
  const n = pixels.length / area;
  const dim = radiomicsNames.length;
  const values = new Float64Array(n * dim);
  for (let i = 0; i < n; i++)
    values.set(featuresOf(to8Bits(pixels.subarray(i * area, (i + 1) * area)), size), i * dim);
  return { n, dim, values };
}

/** Grey values 0 .. 255 of pixels in [-1, 1]. */
export function to8Bits(pixels: Float32Array): Float64Array {
  return Float64Array.from(pixels, greyLevel);
}

function featuresOf(grey: Float64Array, side: number): number[] {
  const centre = mean(grey);
  const deviation = Math.sqrt(variance(grey, "n - 1"));
  const normalised = grey.map((v) => (deviation > 0 ? ((v - centre) / deviation) * spread : 0));
  const levels = greyLevels(normalised, side, binWidth, (pixel) => pixel !== 0);
  const [joint, runs] = [coOccurrence(levels), runLengths(levels)];
  const plain = firstOrder(normalised.subarray(1), levels.levels.subarray(1), shift);
  return [
    ...coOccurrenceNames.map((name) => joint[name]),
    ...firstOrderNames.map((name) => plain[name]),
    ...runLengthNames.map((name) => runs[name]),
  ];
}
