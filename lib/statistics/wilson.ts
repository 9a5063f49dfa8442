import { z95 } from "./normal-cdf";

/** A rate with its 95 % interval. */
export interface Rate {
  /** Between 0 and 1; NaN when n is 0. */
  readonly value: number;
  readonly low: number;
  readonly high: number;
  /** Numerator and denominator; undefined for a mean of rates. */
  readonly successes?: number;
  readonly n?: number;
}

/**
 * A rate with Wilson's interval, which is right down to small n and never leaves [0, 1].
 * @param z standard normal quantile of the wanted level; 95 % by default
 * Source: Wilson 1927; Brown, Cai & DasGupta 2001 recommend it for n <= 40.
 */
export function wilson(successes: number, n: number, z = z95): Rate {
  if (n === 0) return { value: NaN, low: 0, high: 1, successes, n };
  const p = successes / n;
  const centre = (p + (z * z) / (2 * n)) / (1 + (z * z) / n);
  const half = (z / (1 + (z * z) / n)) * Math.sqrt((p * (1 - p)) / n + (z * z) / (4 * n * n));
  return {
    value: p,
    low: successes === 0 ? 0 : centre - half,
    high: successes === n ? 1 : centre + half,
    successes,
    n,
  };
}
