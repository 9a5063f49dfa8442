import { groupBy, quantile, range, variance } from "../core/arrays";
import type { Random } from "../core/random";

/** A percentile interval. */
export interface BootstrapInterval {
  readonly low: number;
  readonly high: number;
  /** Standard deviation over the draws. */
  readonly sd: number;
  /** Draws in which the statistic was defined. */
  readonly draws: number;
}

/**
 * How a statistic spreads when other patients are drawn: whole groups are resampled with replacement, every image of a
 * group together, so that slices of one scan are not counted as independent images.
 *
 * @param groups one name per image
 * @param statistic of the images at the given indices, some several times; undefined where it has no value (no positives drawn)
 * @returns 95 % percentile interval, quantiles by linear interpolation; undefined when no draw had a value, and
 *   of fewer than two groups: every draw is then the same images, and their width of 0 would read as certainty
 * Source: Efron 1979; Davison & Hinkley 1997, section 3.8 for clusters.
 */
export function groupBootstrap(
  groups: readonly string[],
  statistic: (indices: readonly number[]) => number | undefined,
  random: Random,
  draws = 1000,
): BootstrapInterval | undefined {
  const members = [...groupBy(range(groups.length), (i) => groups[i]).values()];
  if (members.length < 2) return undefined;
  const values: number[] = [];
  for (let draw = 0; draw < draws; draw++) {
    const value = statistic(members.flatMap(() => members[random.integer(members.length)] ?? []));
    if (value !== undefined) values.push(value);
  }
  if (values.length === 0) return undefined;
  values.sort((a, b) => a - b); // the digits of sums depend on the order
  return {
    low: quantile(values, 0.025),
    high: quantile(values, 0.975),
    sd: Math.sqrt(variance(values, "n")),
    draws: values.length,
  };
}
