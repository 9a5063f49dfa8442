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
  const tail = 2 * (1 - p);
  let [low, high] = [0, 1];
  while (studentTwoSided(high, df) > tail) high *= 2;
  for (let i = 0; i < 100; i++) {
    const middle = (low + high) / 2;
    if (studentTwoSided(middle, df) > tail) low = middle;
    else high = middle;
  }
  return (low + high) / 2;
}
