import { median, range } from "../core/arrays";
import { distances } from "../ml/products";
import { comparable, type Vectors } from "../ml/vectors";

/** Which vector of a reference set is nearest to each vector, and how far. */
export interface Nearest {
  /** Place in the reference set; the first of equals. */
  readonly index: readonly number[];
  /** Euclidean distance. */
  readonly distance: readonly number[];
}

/** How near synthetic images come to the images their generator was trained on. */
export interface NearestNeighbours {
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
}

/**
 * The nearest vector of a reference set for each vector.
 * @throws RangeError for unequal dimensions or an empty set
 */
export function nearest(x: Vectors, reference: Vectors): Nearest {
  comparable("find nearest neighbours", x, reference, 1);
  const { rows, columns, values } = distances(x, reference);
  const index = range(rows).map((i) => {
    let best = 0;
    for (let j = 1; j < columns; j++) if (values[i * columns + j]! < values[i * columns + best]!) best = j;
    return best;
  });
  return { index, distance: index.map((j, i) => values[i * columns + j]!) };
}

/**
 * Whether a generator repeats its training images: distances to them, beside those of held-out real images.
 *
 * @param synthetic vectors of generated images
 * @param train vectors of the images their generator was trained on, at least 2
 * @param heldOut vectors of real images it never saw
 * @throws RangeError for unequal dimensions or an empty set
 */
export function nearestNeighbours(synthetic: Vectors, train: Vectors, heldOut: Vectors): NearestNeighbours {
  const ofSynthetic = nearest(synthetic, train);
  const ofHeldOut = nearest(heldOut, train);
  const medianSynthetic = median(ofSynthetic.distance);
  const medianHeldOut = median(ofHeldOut.distance);
  return {
    synthetic: ofSynthetic,
    heldOut: ofHeldOut,
    medianSynthetic,
    medianHeldOut,
    ratio: medianSynthetic / medianHeldOut,
    authPct: authPct(ofSynthetic, train),
  };
}

/**
 * Percentage of synthetic vectors that are farther from their nearest training vector than that one is from its nearest
 * other training vector. Weak for small sets: read it beside the distances.
 *
 * @param ofSynthetic `nearest(synthetic, train)`
 * @param train at least 2 vectors
 * @returns 0..100, higher is less copying; about 50 is natural
 * @throws RangeError for fewer than 2 training vectors
 * Source: Alaa, van Breugel, Saveliev & van der Schaar 2022, section 3 (authenticity).
 */
export function authPct(ofSynthetic: Nearest, train: Vectors): number {
  comparable("compute AuthPct", train, train, 2);
  const { rows, values } = distances(train, train);
  const own = range(rows).map((i) =>
    values
      .subarray(i * rows, (i + 1) * rows)
      .reduce((least, d, j) => (j === i ? least : Math.min(least, d)), Infinity),
  );
  const authentic = ofSynthetic.index.filter((j, i) => ofSynthetic.distance[i]! > own[j]!).length;
  return (100 * authentic) / ofSynthetic.index.length;
}
