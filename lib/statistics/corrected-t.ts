import { mean, variance } from "../core/arrays";
import { countOf } from "../core/count-of";
import { fail } from "../core/errors";
import { differenceTest, type DifferenceTest } from "./difference-test";

/** Mean of paired differences of a resampled study, with its test against 0: the overlap of the training sets is allowed for. */
export interface CorrectedT extends DifferenceTest {
  /** Number of differences. */
  readonly n: number;
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
    fail("compare two arms", countOf(n, "difference"), "at least two", "Use at least two folds.", RangeError);
  const standardError = Math.sqrt((1 / n + test / train) * variance(differences, "n - 1"));
  return { ...differenceTest(mean(differences), standardError, n - 1), n };
}
