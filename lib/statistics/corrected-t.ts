import { mean, variance } from "../core/arrays";
import { fail } from "../core/errors";
import { tQuantile, tTwoSidedP } from "./t-two-sided-p";

/** Mean of paired differences of a resampled study, with its test against 0 and its interval. */
export interface CorrectedT {
  /** Mean difference, and its standard error with the overlap of the training sets allowed for. */
  readonly mean: number;
  readonly standardError: number;
  /** Number of differences, and one less. */
  readonly n: number;
  readonly df: number;
  readonly t: number;
  /** Two-sided; undefined when all differences are one number other than 0: without spread there is no test. */
  readonly p: number | undefined;
  /** 95 % interval. */
  readonly low: number;
  readonly high: number;
}

/**
 * The corrected resampled t-test: training sets of a cross-validation overlap, so its differences vary
 * less than those of new studies would; a plain paired t-test takes that for precision.
 *
 * @param differences one per fold and repeat, seeds averaged first
 * @param sizes images trained on and tested on in one fold
 * @throws RangeError with fewer than two differences
 * Source: Nadeau & Bengio, Machine Learning 52 (2003) 239; Bouckaert & Frank 2004 for repeated cross-validation.
 */
export function correctedT(
  differences: readonly number[],
  { train, test }: { readonly train: number; readonly test: number },
): CorrectedT {
  const n = differences.length;
  if (n < 2)
    fail("compare two arms", `${n} differences`, "at least two", "Use at least two folds.", RangeError);
  const difference = mean(differences);
  const standardError = Math.sqrt((1 / n + test / train) * variance(differences, "n - 1"));
  const df = n - 1;
  const base = { mean: difference, standardError, n, df };
  if (standardError < 1e-12)
    return {
      ...base,
      t: 0,
      p: Math.abs(difference) < 1e-12 ? 1 : undefined,
      low: difference,
      high: difference,
    };
  const t = difference / standardError;
  const half = tQuantile(0.975, df) * standardError;
  return { ...base, t, p: tTwoSidedP(t, df), low: difference - half, high: difference + half };
}
