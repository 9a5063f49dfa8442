import { sum } from "../core/arrays";

/**
 * Two-sided p value of the exact sign-flip test: would a sum so far from 0 be likely if each difference were as likely to
 * have the other sign? Differences of 1 and -1 alone give McNemar's exact test.
 *
 * @param differences whole numbers, one per patient: images that only the second method got right, less those that only
 *   the first got right
 * @returns 0..1; 1 when there is no difference
 * Source: Fisher, The Design of Experiments (1935), section 21.
 */
export function signFlip(differences: readonly number[]): number {
  const sizes = differences.map(Math.abs).filter((size) => size > 0);
  const most = sum(sizes);
  // the chance of each sum from -most to most, one difference after the other
  let chances = new Float64Array(2 * most + 1);
  chances[most] = 1;
  for (const size of sizes) {
    const before = chances;
    chances = before.map((_, at) => ((before[at - size] ?? 0) + (before[at + size] ?? 0)) / 2);
  }
  const found = Math.abs(sum(differences));
  return Math.min(1, sum([...chances].filter((_, at) => Math.abs(at - most) >= found)));
}
