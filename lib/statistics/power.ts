import { bisect } from "../core/arrays";
import { logGamma } from "./log-gamma";
import { normalCdf } from "./normal-cdf";
import { tQuantile } from "./t-two-sided-p";

/**
 * Power of a two-sided t-test: the probability that it claims a true difference.
 *
 * @param difference true mean difference
 * @param standardError of the mean difference
 * @param df degrees of freedom of its estimate
 * @param level of the test
 * @returns 0..1, to 1e-5; with one degree of freedom to 2e-4
 * Source: the noncentral t distribution, integrated over the estimated standard error.
 */
export function power(difference: number, standardError: number, df: number, level = 0.05): number {
  const critical = tQuantile(1 - level / 2, df);
  const shift = difference / standardError;
  const logScale = Math.log(2) + (df / 2) * Math.log(df / 2) - logGamma(df / 2);
  const density = (s: number): number =>
    s === 0
      ? df === 1
        ? Math.exp(logScale)
        : 0
      : Math.exp(logScale + (df - 1) * Math.log(s) - (df * s * s) / 2);
  const claimed = (s: number): number => normalCdf(shift - critical * s) + normalCdf(-shift - critical * s);
  const steps = 400;
  const width = (1 + 8 / Math.sqrt(2 * df)) / steps;
  let sum = 0;
  for (let i = 0; i <= steps; i++) {
    const weight = i === 0 || i === steps ? 1 : i % 2 === 1 ? 4 : 2; // Simpson's rule
    sum += weight * density(i * width) * claimed(i * width);
  }
  return Math.min(1, (sum * width) / 3);
}

/**
 * The true difference that such a study claims with the wanted probability.
 * @param wanted above the level and below 1: 0.8 is usual
 */
export function detectableDifference(
  wanted: number,
  standardError: number,
  df: number,
  level = 0.05,
): number {
  const isTooSmall = (difference: number): boolean => power(difference, standardError, df, level) < wanted;
  let high = standardError;
  while (isTooSmall(high)) high *= 2;
  return bisect(isTooSmall, { low: 0, high, iterations: 50 });
}

/**
 * How many images would show a difference in 4 of 5 studies, if the standard error falls with the root of their number.
 * @param n images of this study
 */
export function imagesNeeded(
  difference: number,
  { n, standardError, df }: { readonly n: number; readonly standardError: number; readonly df: number },
): number {
  return Math.ceil(n * (detectableDifference(0.8, standardError, df) / Math.abs(difference)) ** 2);
}
