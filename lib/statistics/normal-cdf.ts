import { bisect } from "../core/arrays";

/** 97.5 % quantile of the standard normal: half the width of a 95 % interval, in standard errors. */
export const z95 = 1.959963984540054;

/** Probability that a standard normal is at most z: its cumulative distribution. */
export function normalCdf(z: number): number {
  const both = normalTwoSidedP(z);
  return z > 0 ? 1 - both / 2 : both / 2;
}

/** Probability that a standard normal lies at least as far from 0 as z, on either side. */
export function normalTwoSidedP(z: number): number {
  const x = Math.abs(z);
  return x < 2.5 ? 1 - 2 * cdfAboveZero(x) : 2 * upperTail(x);
}

/** The value that a standard normal exceeds with probability 1 - p. @param p between 0 and 1; the ends give infinity */
export function normalQuantile(p: number): number {
  const tail = Math.min(p, 1 - p);
  const z =
    tail === 0
      ? Infinity
      : bisect((x) => normalTwoSidedP(x) > 2 * tail, { low: 0, high: 40, iterations: 100 });
  return p < 0.5 ? -z : z;
}

/** Probability of 0..x, by the series of the error function. */
function cdfAboveZero(x: number): number {
  let term = x;
  let sum = x;
  for (let k = 1; k < 200 && Math.abs(term) > 1e-18; k++) {
    term *= (x * x) / (2 * k + 1); // all terms positive: nothing cancels
    sum += term;
  }
  return (sum * Math.exp((-x * x) / 2)) / Math.sqrt(2 * Math.PI);
}

/** Probability of more than x, by Laplace's continued fraction. */
function upperTail(x: number): number {
  let below = x;
  for (let k = 200; k >= 1; k--) below = x + k / below;
  return Math.exp((-x * x) / 2) / (below * Math.sqrt(2 * Math.PI));
}
