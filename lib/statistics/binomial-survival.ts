import { bisect } from "../core/arrays";

/**
 * Probability of k or more successes in n independent trials.
 * @param p probability of one success, 0..1
 */
export function binomialSurvival(k: number, n: number, p: number): number {
  if (k <= 0) return 1;
  if (k > n || p <= 0) return 0;
  if (p >= 1) return 1;
  let logChoose = 0;
  let sum = 0;
  for (let i = 0; i <= n; i++) {
    if (i > 0) logChoose += Math.log(n - i + 1) - Math.log(i);
    if (i >= k) sum += Math.exp(logChoose + i * Math.log(p) + (n - i) * Math.log1p(-p));
  }
  return Math.min(1, sum);
}

/** The probability of one success at which n trials show at least k successes with probability `survival`. */
export function rateOfSurvival(k: number, n: number, survival: number): number {
  return bisect((p) => binomialSurvival(k, n, p) < survival, { low: 0, high: 1, iterations: 60 });
}
