import { bisect } from "../core/arrays";

/** 97.5 % quantile of the standard normal: half the width of a 95 % interval, in standard errors. */
export const z95 = 1.959963984540054;

/** Chance that a standard normal lies at least as far from 0 as z, on either side. */
export function normalTwoSided(z: number): number {
  const x = Math.abs(z);
  return x < 2.5 ? 1 - 2 * centre(x) : 2 * tail(x);
}

/** Chance that a standard normal is at most z. */
export function normalBelow(z: number): number {
  const both = normalTwoSided(z);
  return z > 0 ? 1 - both / 2 : both / 2;
}

/** The value that a standard normal exceeds with probability 1 - p. @param p .5 to below 1 */
export function normalQuantile(p: number): number {
  return bisect((z) => normalTwoSided(z) > 2 * (1 - p), { low: 0, high: 40, iterations: 100 });
}

/** Chance of 0..x, by the series of the error function. */
function centre(x: number): number {
  let term = x;
  let sum = x;
  for (let k = 1; k < 200 && Math.abs(term) > 1e-18; k++) {
    term *= (x * x) / (2 * k + 1); // all terms positive: nothing cancels
    sum += term;
  }
  return (sum * Math.exp((-x * x) / 2)) / Math.sqrt(2 * Math.PI);
}

/** Chance of more than x, by Laplace's continued fraction. */
function tail(x: number): number {
  let below = x;
  for (let k = 200; k >= 1; k--) below = x + k / below;
  return Math.exp((-x * x) / 2) / (below * Math.sqrt(2 * Math.PI));
}
