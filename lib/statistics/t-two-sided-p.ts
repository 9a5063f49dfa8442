import { bisect } from "../core/arrays";
import { incompleteBeta } from "./incomplete-beta";

/**
 * Probability that Student's t with df degrees of freedom lies at least as far from 0 as t, on either side.
 * @returns 0..1, to 1e-12; for more than 1,000 degrees of freedom to 1e-9, for |t| below 0.001 to 1e-5
 */
export function tTwoSidedP(t: number, df: number): number {
  return incompleteBeta(df / (df + t * t), df / 2, 0.5);
}

/**
 * The value that Student's t with df degrees of freedom exceeds with probability 1 - p.
 * @param p between 0 and 1; the ends give infinity
 */
export function tQuantile(p: number, df: number): number {
  const tail = Math.min(p, 1 - p);
  const isBelow = (t: number): boolean => tTwoSidedP(t, df) > 2 * tail;
  let high = 1;
  while (high < Infinity && isBelow(high)) high *= 2;
  const t = tail === 0 ? Infinity : bisect(isBelow, { low: 0, high, iterations: 100 });
  return p < 0.5 ? -t : t;
}
