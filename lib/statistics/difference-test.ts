import { normalTwoSidedP, z95 } from "./normal-cdf";
import { tQuantile, tTwoSidedP } from "./t-two-sided-p";

/** A difference of two arms with its test against 0 and its 95 % interval. */
export interface DifferenceTest {
  readonly mean: number;
  readonly standardError: number;
  readonly df: number;
  readonly t: number;
  /** Two-sided; undefined where nothing varies and the difference is not 0: without spread there is no test. */
  readonly p: number | undefined;
  readonly low: number;
  readonly high: number;
}

/** Tests a difference by Student's t. @param df infinite: by the normal distribution */
export function differenceTest(mean: number, standardError: number, df: number): DifferenceTest {
  if (standardError < 1e-12)
    return {
      mean,
      standardError: 0,
      df,
      t: 0,
      p: Math.abs(mean) < 1e-12 ? 1 : undefined,
      low: mean,
      high: mean,
    };
  const t = mean / standardError;
  const isNormal = df === Infinity;
  const half = (isNormal ? z95 : tQuantile(0.975, df)) * standardError;
  const p = isNormal ? normalTwoSidedP(t) : tTwoSidedP(t, df);
  return { mean, standardError, df, t, p, low: mean - half, high: mean + half };
}
