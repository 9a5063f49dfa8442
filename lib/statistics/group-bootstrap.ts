import type { Random } from "../core/random";

/** A percentile interval. */
export interface BootstrapInterval {
  readonly low: number;
  readonly high: number;
  /** Standard deviation over the draws. */
  readonly sd: number;
  /** Share of the draws at or below 0: for differences. */
  readonly atMostZero: number;
  /** Draws in which the statistic was defined. */
  readonly draws: number;
}

/**
 * How a statistic spreads when other patients are drawn: whole groups are resampled with replacement, every image of a
 * group together, so that slices of one scan do not count as so many independent images.
 *
 * @param groups one name an image
 * @param statistic of the images at the given places; undefined where it has no value (no positives drawn)
 * @returns 95 % percentile interval, quantiles by linear interpolation; undefined when no draw had a value
 * Source: Efron 1979; Davison & Hinkley 1997, section 3.8 for clusters.
 */
export function groupBootstrap(
  groups: readonly string[],
  statistic: (places: readonly number[]) => number | undefined,
  random: Random,
  draws = 1000,
): BootstrapInterval | undefined {
  const members = [...new Set(groups)].map((name) => groups.flatMap((g, i) => (g === name ? [i] : [])));
  const values: number[] = [];
  for (let draw = 0; draw < draws; draw++) {
    const value = statistic(members.flatMap(() => members[random.integer(members.length)] ?? []));
    if (value !== undefined) values.push(value);
  }
  if (values.length === 0) return undefined;
  values.sort((a, b) => a - b);
  const mean = values.reduce((a, b) => a + b, 0) / values.length;
  return {
    low: quantile(values, 0.025),
    high: quantile(values, 0.975),
    sd: Math.sqrt(values.reduce((sum, v) => sum + (v - mean) ** 2, 0) / values.length),
    atMostZero: values.filter((v) => v <= 1e-12).length / values.length,
    draws: values.length,
  };
}

/** Quantile of sorted values, between neighbours by their distance (NumPy's default). */
export function quantile(sorted: readonly number[], share: number): number {
  const at = share * (sorted.length - 1);
  const below = sorted[Math.floor(at)] ?? 0;
  return below + (at - Math.floor(at)) * ((sorted[Math.ceil(at)] ?? 0) - below);
}
