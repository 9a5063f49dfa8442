import { rateOfSurvival } from "./binomial-survival";

/**
 * The exact interval of a rate: the rates that k successes in n trials do not refute at level (1 - confidence) / 2 on
 * either side.
 * Source: Clopper & Pearson, Biometrika 26 (1934) 404.
 */
export function clopperPearson(k: number, n: number, confidence = 0.95): [low: number, high: number] {
  const tail = (1 - confidence) / 2;
  return [k === 0 ? 0 : rateOfSurvival(k, n, tail), k === n ? 1 : rateOfSurvival(k + 1, n, 1 - tail)];
}
