/**
 * Two-sided p value of McNemar's exact test: would so uneven a split of the changed outcomes be likely if both directions
 * were equally likely?
 *
 * @param gained number of pairs that only the second method got right
 * @param lost number of pairs that only the first got right
 * @returns 0..1; 1 when no outcome changed
 * Source: McNemar, Psychometrika 12 (1947) 153, in the exact binomial form.
 */
export function mcnemar(gained: number, lost: number): number {
  const changed = gained + lost;
  let tail = 0;
  let term = 1; // probability of k gains, times 2 to the power of -exponent: it alone would underflow
  let exponent = -changed;
  for (let k = 0; k <= Math.min(gained, lost); k++) {
    tail += term;
    term *= (changed - k) / (k + 1);
    if (term < 2 ** 500) continue;
    tail /= 2 ** 500;
    term /= 2 ** 500;
    exponent += 500;
  }
  return Math.min(1, 2 * tail * 2 ** exponent);
}
