import { z95 } from "./normal-cdf";

/** A difference of two balanced accuracies with its 95 % interval. */
interface Difference {
  readonly mean: number;
  readonly low: number;
  readonly high: number;
}

/**
 * The interval of a difference of balanced accuracies within [-1, 1], which Student's t leaves where few degrees of freedom
 * are left; and no point where nothing varied: so many patients do not show that no other would differ.
 *
 * @param patients as many as tell as much as those there are (`balancedMoments`)
 * @returns the same where no interval is known (an end is infinite)
 * Source: where nothing varied, Wilson's upper limit of a share of which none of so many patients was: each of that share could
 *   differ by -1 or 1.
 */
export function boundDifference<D extends Difference>(found: D, patients: number): D {
  const { mean, low, high } = found;
  if (!Number.isFinite(high - low)) return found;
  const unseen = z95 ** 2 / (patients + z95 ** 2);
  const [least, most] =
    high - low < 1e-12 ? [mean - unseen * (1 + mean), mean + unseen * (1 - mean)] : [low, high];
  return { ...found, low: Math.max(-1, least), high: Math.min(1, most) };
}
