import { bisect } from "../core/arrays";
import { incompleteBeta } from "./incomplete-beta";

/** Chance that Student's t with df degrees of freedom lies at least as far from 0 as t, on either side. */
export function studentTwoSided(t: number, df: number): number {
  return incompleteBeta(df / (df + t * t), df / 2, 0.5);
}

/**
 * The value that Student's t with df degrees of freedom exceeds with probability 1 - p.
 * @param p .5 to below 1
 */
export function studentQuantile(p: number, df: number): number {
  const isBelow = (t: number): boolean => studentTwoSided(t, df) > 2 * (1 - p);
  let high = 1;
  while (isBelow(high)) high *= 2;
  return bisect(isBelow, { low: 0, high, iterations: 100 });
}
