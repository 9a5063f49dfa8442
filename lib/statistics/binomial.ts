import { bisect } from "../core/arrays";

/**
 * Probability of k or more successes in n independent trials.
 * @param p chance of one success, 0..1
 */
export function atLeast(k: number, n: number, p: number): number {
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

/**
 * The exact interval of a rate: the chances that n trials with k successes do not refute at level (1 - confidence) / 2
 * on either side.
 * Source: Clopper & Pearson 1934.
 */
export function clopperPearson(k: number, n: number, confidence = 0.95): [low: number, high: number] {
  const tail = (1 - confidence) / 2;
  return [
    k === 0 ? 0 : crossing((p) => atLeast(k, n, p) - tail),
    k === n ? 1 : crossing((p) => atLeast(k + 1, n, p) - (1 - tail)),
  ];
}

/** Fewest successes in n trials that refute a chance of 1/2 at the level, one-sided; n + 1 where none does. */
export function fewestSuccesses(n: number, level = 0.05): number {
  let k = Math.ceil(n / 2);
  while (k <= n && atLeast(k, n, 0.5) > level) k++;
  return k;
}

/** The chance of success with which n trials show at least k successes with the given probability. */
export function detectedChance(k: number, n: number, power = 0.8): number {
  return k > n ? 1 : crossing((p) => atLeast(k, n, p) - power);
}

/** Where a rising function of 0..1 crosses 0. */
function crossing(f: (p: number) => number): number {
  return bisect((p) => f(p) < 0, { low: 0, high: 1, iterations: 60 });
}
