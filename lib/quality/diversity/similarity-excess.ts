import { groupBy, mean, sum } from "../../core/arrays";
import { z95 } from "../../statistics/normal-cdf";
import { countImages, firstImages, type Images } from "../images";
import { similarityPerImage } from "./mean-similarity";

/** How much more alike samples are than real images. */
export interface SimilarityExcess {
  /** Mean MS-SSIM of two samples less that of two real images. */
  readonly value: number;
  /** 95 %; absent where the real images are of fewer than two groups. */
  readonly interval?: readonly [low: number, high: number];
  readonly samples: number;
  readonly real: number;
  /** Samples, and as many real images, that were compared in pairs. */
  readonly n: number;
}

/** Above which samples of one class are said to have collapsed: they show too few different images. */
export const collapseFrom = 0.1;

const most = 100;

/**
 * Whether samples of one class are more alike than its real images: a generator that repeats one image has 1 less what real images have, one that
 * repeats k about a k-th of that, so above `collapseFrom` it has collapsed to very few; below, coverage must say more. Noise lowers it. At most the
 * first 100 of each are compared.
 *
 * @param samples at least two, of one class, as real ones
 * @param groups the patient of each real image; by default each is one
 * @returns the interval is normal, by how far each image (or patient's images together) moves its set's mean
 * @throws RangeError for fewer, or a side that MS-SSIM cannot have (`scalesOf`)
 * Source: Odena, Olah & Shlens 2017, section 4.2; the variance of a mean over pairs: Hoeffding 1948, section 5.
 */
export function similarityExcess(
  samples: Images,
  real: Images,
  groups?: readonly string[] | undefined,
): SimilarityExcess {
  const n = Math.min(countImages(samples), countImages(real), most);
  const [ofSamples, ofReal] = [samples, real].map((all) => similarityPerImage(firstImages(all, n))) as [
    number[],
    number[],
  ];
  const value = mean(ofSamples) - mean(ofReal);
  const variance = varianceOfMean(ofSamples) + varianceOfMean(ofReal, groups);
  const half = z95 * Math.sqrt(variance);
  return {
    value,
    ...(Number.isFinite(half) && { interval: [value - half, value + half] as const }),
    samples: mean(ofSamples),
    real: mean(ofReal),
    n,
  };
}

/** Of a mean over pairs, from each image's own mean: an image is in two of n shares. NaN of one group. */
function varianceOfMean(perImage: readonly number[], groups?: readonly string[]): number {
  const middle = mean(perImage);
  const n = perImage.length;
  const members = groupBy(perImage.map((value, i) => ({ value, group: groups?.[i] ?? i })), (one) => one.group); // prettier-ignore
  const moves = [...members.values()].map((own) => sum(own.map(({ value }) => value - middle)));
  return moves.length < 2
    ? NaN
    : ((4 / n ** 2) * sum(moves.map((move) => move ** 2)) * moves.length) / (moves.length - 1);
}
