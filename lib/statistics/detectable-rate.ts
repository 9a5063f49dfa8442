import { binomialSurvival, rateOfSurvival } from "./binomial-survival";

/** Fewest successes in n trials that refute a rate of 1/2 at the level, one-sided; n + 1 where none does. */
export function fewestSuccesses(n: number, level = 0.05): number {
  let k = Math.ceil(n / 2);
  while (k <= n && binomialSurvival(k, n, 0.5) > level) k++;
  return k;
}

/** The rate above 1/2 that n trials show to be above it with probability `power`; 1 where they cannot show any. */
export function detectableRate(n: number, { level = 0.05, power = 0.8 } = {}): number {
  const fewest = fewestSuccesses(n, level);
  return fewest > n ? 1 : rateOfSurvival(fewest, n, power);
}
