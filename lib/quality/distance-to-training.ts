import { median } from "../core/arrays";
import { nearestNeighbours, nearestOthers, type Nearest } from "../ml/nearest-neighbours";
import { assertComparable, type Vectors } from "../ml/vectors";
import { dataCopying, type DataCopying } from "./memorisation/data-copying";

/** Distances of synthetic images to the images their generator was trained on, beside those of held-out images. */
export interface DistanceToTraining {
  /** The nearest training image of each synthetic one. */
  readonly synthetic: Nearest;
  /** The same of images that the generator never saw: what is natural. */
  readonly heldOut: Nearest;
  readonly medianSynthetic: number;
  readonly medianHeldOut: number;
  /** medianSynthetic / medianHeldOut: about 1 is natural, near 0 copying, far above 1 unlike any real image. */
  readonly ratio: number;
  /** Percentage of synthetic images that are farther from their nearest training image than that one from its own. */
  readonly authPct: number;
  /** The same of held-out images: what is natural here. */
  readonly authPctHeldOut: number;
  /** Whether they lie nearer than held-out ones, region by region. */
  readonly copying: DataCopying;
}

/**
 * Whether a generator repeats its training images: distances to them, beside those of held-out real images.
 *
 * @param synthetic vectors of generated images
 * @param train vectors of the images their generator was trained on, at least 2
 * @param heldOut vectors of real images it never saw
 * @param options seed: of the regions of `dataCopying`
 * @throws RangeError for unequal dimensions or an empty set
 */
export function distanceToTraining(
  synthetic: Vectors,
  train: Vectors,
  heldOut: Vectors,
  { seed = 0 }: { readonly seed?: number } = {},
): DistanceToTraining {
  for (const set of [synthetic, heldOut]) assertComparable("find nearest neighbours", set, train, 1);
  const ofSynthetic = nearestNeighbours(synthetic, train);
  const ofHeldOut = nearestNeighbours(heldOut, train);
  const medianSynthetic = median(ofSynthetic.distance);
  const medianHeldOut = median(ofHeldOut.distance);
  return {
    synthetic: ofSynthetic,
    heldOut: ofHeldOut,
    medianSynthetic,
    medianHeldOut,
    ratio: medianSynthetic / medianHeldOut,
    authPct: authPct(ofSynthetic, train),
    authPctHeldOut: authPct(ofHeldOut, train),
    copying: dataCopying({ synthetic, train, heldOut }, { seed }),
  };
}

/**
 * Percentage of synthetic vectors that are farther from their nearest training vector than that one is from its nearest
 * other training vector. Weak for small sets: read it beside the distances.
 *
 * @param ofSynthetic `nearestNeighbours(synthetic, train)`
 * @param train at least 2 vectors
 * @returns 0..100, higher is less copying; about 50 is natural
 * @throws RangeError for fewer than 2 training vectors
 * Source: Alaa, van Breugel, Saveliev & van der Schaar 2022, section 3 (authenticity).
 */
export function authPct(ofSynthetic: Nearest, train: Vectors): number {
  assertComparable("compute AuthPct", train, train, 2);
  const own = nearestOthers(train).distance;
  const authentic = ofSynthetic.index.filter((j, i) => ofSynthetic.distance[i]! > own[j]!).length;
  return (100 * authentic) / ofSynthetic.index.length;
}
