import type { Multiply } from "../../ml/distances";
import { c2st, type C2st } from "../c2st";
import { pixelVectors, type GroupedImages, type Images } from "../images";
import { hasScales } from "./ms-ssim";
import { collapseFrom, similarityExcess, type SimilarityExcess } from "./similarity-excess";
import { refuseOtherImages } from "../refuse-other-images";

/** What recall and coverage leave open of a generator's samples. */
export interface Variety {
  /** Whether a straight line in pixels tells samples from real images; undefined where these are of one patient. */
  readonly c2st: C2st | undefined;
  /**
   * How much more alike samples are than real images; undefined at a side that MS-SSIM cannot have, and of real images so alike that not even
   * one image over and over would exceed them by `collapseFrom`.
   */
  readonly excess: SimilarityExcess | undefined;
}

/**
 * Whether samples of one class are neither plainly false nor few images over and over: to be read beside KID, recall and coverage, each of
 * which alone can be fooled.
 *
 * @param samples at least 4, of one class, as real ones that no training saw
 * @param real with the patient of each, where it is known
 * @throws RangeError for fewer, other sizes, or other classes or splits where both say theirs
 */
export function judgeVariety(
  samples: Images,
  real: GroupedImages,
  { seed = 0, multiply }: { readonly seed?: number; readonly multiply?: Multiply | undefined } = {},
): Variety {
  refuseOtherImages("judge the variety of samples", { "synthetic images": samples, "held-out images": real });
  const { groups } = real;
  const isOne = groups !== undefined && new Set(groups).size < 2;
  const excess = hasScales(samples.size) ? similarityExcess(samples, real, groups) : undefined;
  return {
    c2st: isOne ? undefined : c2st(pixelVectors(samples), pixelVectors(real), { seed, multiply, groups }),
    excess: excess && excess.real < 1 - collapseFrom ? excess : undefined,
  };
}
