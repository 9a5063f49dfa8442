import { logGamma } from "./log-gamma";

/**
 * Probability that k or more of the marked ones are among those drawn, all sets of that number being equally likely.
 *
 * @param marked how many of `total` are marked
 * @param drawn how many of `total` are drawn, without putting back
 * @returns 0..1
 * Source: the hypergeometric distribution, as in Fisher's exact test, one-sided.
 */
export function hypergeometricSurvival(
  k: number,
  { total, marked, drawn }: { readonly total: number; readonly marked: number; readonly drawn: number },
): number {
  const fewest = Math.max(0, marked + drawn - total);
  const most = Math.min(marked, drawn);
  if (k <= fewest) return 1;
  let sum = 0;
  for (let i = k; i <= most; i++)
    sum += Math.exp(logChoose(marked, i) + logChoose(total - marked, drawn - i) - logChoose(total, drawn));
  return Math.min(1, sum);
}

const logChoose = (n: number, k: number): number => logGamma(n + 1) - logGamma(k + 1) - logGamma(n - k + 1);
