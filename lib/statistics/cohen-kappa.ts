import { fail } from "../core/errors";
import { z95 } from "./normal-cdf";
import { wilson } from "./wilson";

/** Agreement of two raters beyond what chance gives. */
export interface Kappa {
  /** 1: always agree; 0: as often as by chance; below 0: less often. NaN when both gave the same one answer to all. */
  readonly value: number;
  /** Limits of the 95 % interval, within [-1, 1]. */
  readonly low: number;
  readonly high: number;
  /** Items that both answered. */
  readonly n: number;
}

/**
 * Cohen's kappa of two raters with its large-sample interval; where its variance is 0, as both agree on all items or on none, or
 * one gave one answer to all, with Wilson's interval of the share agreed on.
 *
 * @param first one rater's answers to n items
 * @param second the other rater's answers to the same items, in the same order
 * @throws RangeError for lists of different lengths
 * Source: Cohen 1960; variance of Fleiss, Cohen & Everitt, Psychological Bulletin 72 (1969) 323, formula 13.
 */
export function cohenKappa(first: readonly string[], second: readonly string[]): Kappa {
  const n = first.length;
  if (n !== second.length)
    fail(
      "compare two raters",
      `${n} and ${second.length} answers`,
      "as many of both",
      "Give both raters' answers to the same items.",
      RangeError,
    );
  const answers = [...new Set([...first, ...second])];
  const share = (of: readonly string[], answer: string): number => of.filter((a) => a === answer).length / n;
  const rows = answers.map((a) => share(first, a));
  const columns = answers.map((a) => share(second, a));
  const cell = (i: number, j: number): number =>
    first.filter((a, k) => a === answers[i] && second[k] === answers[j]).length / n;
  const agreed = answers.reduce((sum, _, i) => sum + cell(i, i), 0);
  const byChance = answers.reduce((sum, _, i) => sum + rows[i]! * columns[i]!, 0);
  if (n === 0 || byChance === 1) return { value: NaN, low: -1, high: 1, n };
  const value = (agreed - byChance) / (1 - byChance);
  let spread = -((value - byChance * (1 - value)) ** 2);
  for (let i = 0; i < answers.length; i++)
    for (let j = 0; j < answers.length; j++)
      spread +=
        i === j
          ? cell(i, i) * (1 - (rows[i]! + columns[i]!) * (1 - value)) ** 2
          : cell(i, j) * (1 - value) ** 2 * (columns[i]! + rows[j]!) ** 2;
  if (spread < 1e-12) {
    const { low, high } = wilson(Math.round(agreed * n), n);
    const beyondChance = (of: number): number => Math.max(-1, (of - byChance) / (1 - byChance));
    return { value, low: beyondChance(low), high: beyondChance(high), n };
  }
  const half = z95 * (Math.sqrt(spread) / (1 - byChance) / Math.sqrt(n));
  return { value, low: Math.max(-1, value - half), high: Math.min(1, value + half), n };
}
