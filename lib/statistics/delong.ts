import { indicesWhere, mean } from "../core/arrays";
import { sigmoid } from "../core/sigmoid";
import { assertScores } from "./auc";
import { normalTwoSidedP, z95 } from "./normal-cdf";

/** Areas under two ROC curves on the same images, and whether they differ. */
export interface DeLong {
  readonly auc: readonly [number, number];
  readonly standardError: readonly [number, number];
  /** 95 % intervals on the logit scale, which stay within 0..1; the whole range where an area is 0 or 1. */
  readonly intervals: readonly [readonly [number, number], readonly [number, number]];
  readonly covariance: number;
  readonly z: number;
  /** Two-sided; 1 when the areas and all placements are equal, undefined when only the variance vanishes. */
  readonly p: number | undefined;
}

/**
 * Compares the areas of two scores of the same images.
 *
 * @param labels 0 or 1 per image, at least two of each
 * @returns undefined when a class has fewer than two images
 * @throws RangeError where a score is NaN
 * Source: DeLong, DeLong & Clarke-Pearson, Biometrics 44 (1988) 837; ties count half, covariances with n - 1. Here for
 *   one prediction per image; images of one patient make the true error larger (see `groupBootstrap`).
 */
export function delong(
  labels: readonly number[],
  first: readonly number[],
  second: readonly number[],
): DeLong | undefined {
  for (const scores of [first, second]) assertScores(scores);
  const positives = indicesWhere(labels, (l) => l === 1);
  const negatives = indicesWhere(labels, (l) => l !== 1);
  if (positives.length < 2 || negatives.length < 2) return undefined;
  const [a, b] = [first, second].map((scores) => placements(scores, positives, negatives));
  if (!a || !b) return undefined;
  const covariance = (x: Placements, y: Placements): number =>
    covarianceOf(x.positive, y.positive) / positives.length +
    covarianceOf(x.negative, y.negative) / negatives.length;
  const [aa, bb, ab] = [covariance(a, a), covariance(b, b), covariance(a, b)];
  const error = Math.sqrt(Math.max(0, aa + bb - 2 * ab));
  const difference = a.auc - b.auc;
  const standardError = [Math.sqrt(aa), Math.sqrt(bb)] as const;
  const flat = error < 1e-12;
  const z = flat ? 0 : difference / error;
  return {
    auc: [a.auc, b.auc],
    standardError,
    intervals: [logitInterval(a.auc, standardError[0]), logitInterval(b.auc, standardError[1])],
    covariance: ab,
    z,
    p: flat ? (Math.abs(difference) < 1e-12 ? 1 : undefined) : normalTwoSidedP(z),
  };
}

interface Placements {
  readonly auc: number;
  readonly positive: readonly number[];
  readonly negative: readonly number[];
}

/** For each image the share of the other class that it is rightly above, or below. */
function placements(
  scores: readonly number[],
  positives: readonly number[],
  negatives: readonly number[],
): Placements {
  const above = (p: number, n: number): number => {
    const d = (scores[p] ?? 0) - (scores[n] ?? 0);
    return d > 0 ? 1 : d === 0 ? 0.5 : 0;
  };
  const positive = positives.map((p) => mean(negatives.map((n) => above(p, n))));
  const negative = negatives.map((n) => mean(positives.map((p) => above(p, n))));
  return { auc: mean(positive), positive, negative };
}

function logitInterval(auc: number, error: number): [number, number] {
  if (auc <= 0 || auc >= 1) return [0, 1];
  const logit = Math.log(auc / (1 - auc));
  const half = (z95 * error) / (auc * (1 - auc));
  return [sigmoid(logit - half), sigmoid(logit + half)];
}

function covarianceOf(x: readonly number[], y: readonly number[]): number {
  const [mx, my] = [mean(x), mean(y)];
  return x.reduce((sum, v, i) => sum + (v - mx) * ((y[i] ?? 0) - my), 0) / (x.length - 1);
}
