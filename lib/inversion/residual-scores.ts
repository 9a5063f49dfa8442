import { range } from "../core";
import { brightestPatch } from "../quality/brightest-patch";
import { pixelVectors, type Images } from "../quality/images";

/** How much of each of n images a reconstruction lacks: the higher, the less the image is like what can be made. */
export interface ResidualScores {
  /** Mean squared difference of the pixels, 0 to 4. */
  readonly meanSquared: readonly number[];
  /** Largest mean of x - G(z) over 3 x 3 pixels, -2 to 2: how bright the brightest spot is that was not made. */
  readonly largestExcess: readonly number[];
  /** |x - G(z)| per pixel, 0 to 2: where the difference lies. */
  readonly maps: Images;
}

/**
 * Anomaly scores from the difference of images and reconstructions of them, by a generator, an encoder or principal
 * components. Nothing is fitted or scaled to the images that are scored.
 *
 * A mean over all pixels is mostly the outline of the skull, which no reconstruction from few training images gets
 * right. A fresh bleed is brighter than brain and has some extent: the largest local excess is made for it, and would
 * miss a dark finding.
 *
 * Source: Schlegl et al. 2017 and 2019 for the mean; the local excess is ours.
 */
export function residualScores(images: Images, reconstructions: Images): ResidualScores {
  const { n, dim } = pixelVectors(images);
  const { size } = images;
  const difference = images.pixels.map((v, k) => v - reconstructions.pixels[k]!);
  const of = (i: number): Float32Array => difference.subarray(i * dim, (i + 1) * dim);
  return {
    meanSquared: range(n).map((i) => of(i).reduce((sum, d) => sum + d * d, 0) / dim),
    largestExcess: range(n).map((i) => brightestPatch(of(i), size).mean),
    maps: { size, pixels: Float32Array.from(difference, Math.abs) },
  };
}
