import { balancedMoments, type ImageValue, type MeanInterval } from "./balanced-mean";
import { tQuantile } from "./t-two-sided-p";
import { wilson } from "./wilson";

/**
 * `balancedMean` of values that lie between 0 and 1, as rightness does, whose mean is the balanced accuracy: its interval
 * does not leave [0, 1], and is no point where all values are alike.
 *
 * Source: Wilson's interval with as many images as would have this variance (Dean & Pacheco 2015, for surveys), and Student's
 *   quantile; where the variance is 0, with as many as there are patients.
 */
export function balancedShare(values: readonly ImageValue[]): MeanInterval {
  const { mean, spread, patients } = balancedMoments(values);
  if (spread === undefined) return { mean, low: -Infinity, high: Infinity };
  const n = spread.variance < 1e-12 ? patients : (mean * (1 - mean)) / spread.variance;
  const { low, high } = wilson(mean * n, n, tQuantile(0.975, spread.df));
  return { mean, low: Math.max(0, low), high: Math.min(1, high) };
}
