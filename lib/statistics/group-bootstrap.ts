import { groupBy, quantile, range, variance } from "../core/arrays";
import type { Random } from "../core/random";
import { normalCdf } from "./normal-cdf";
import { tQuantile } from "./t-two-sided-p";

/** An expanded percentile interval. */
export interface BootstrapInterval {
  readonly low: number;
  readonly high: number;
  /** Standard deviation over the draws. */
  readonly sd: number;
  /** Draws in which the statistic was defined. */
  readonly draws: number;
}

/** Groups below which there is no interval. */
const fewestGroups = 5;

/**
 * How a statistic spreads when other patients are drawn: whole groups are resampled with replacement, every image of a
 * group together, so that slices of one scan are not counted as independent images.
 *
 * @param groups one name per image
 * @param statistic of the images at the given indices, some several times; undefined where it has no value (no positives drawn)
 * @returns 95 % interval of percentiles, which lie farther out where groups are few (of 5 groups the plain ones held a normal
 *   mean in 84 % of simulations, of 10 in 89 %), by linear interpolation. Undefined of fewer than `fewestGroups`, as no
 *   percentile reaches far enough (of two groups in 44 %), and where all draws have one value, or none has any: a width of 0
 *   would read as certainty
 * Source: Efron 1979; Davison & Hinkley 1997, section 3.8 for clusters; Hesterberg, The American Statistician 69 (2015) 371,
 *   for the expanded percentiles, with Student's quantile for the number of groups.
 */
export function groupBootstrap(
  groups: readonly string[],
  statistic: (indices: readonly number[]) => number | undefined,
  random: Random,
  draws = 1000,
): BootstrapInterval | undefined {
  const members = [...groupBy(range(groups.length), (i) => groups[i]).values()];
  if (members.length < fewestGroups) return undefined;
  const values: number[] = [];
  for (let draw = 0; draw < draws; draw++) {
    const value = statistic(members.flatMap(() => members[random.integer(members.length)] ?? []));
    if (value !== undefined) values.push(value);
  }
  values.sort((a, b) => a - b); // the digits of sums depend on the order
  const [least, most] = [values[0], values.at(-1)];
  if (least === undefined || most === undefined || most - least < 1e-12) return undefined;
  const tail = tailOf(members.length);
  return {
    low: quantile(values, tail),
    high: quantile(values, 1 - tail),
    sd: Math.sqrt(variance(values, "n")),
    draws: values.length,
  };
}

/** Share of the draws beyond either end: 0.025 for very many groups. */
const tailOf = (n: number): number => normalCdf(-tQuantile(0.975, n - 1) * Math.sqrt(n / (n - 1)));
