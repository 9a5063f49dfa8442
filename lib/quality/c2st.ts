import { range } from "../core/arrays";
import { stream } from "../core/random";
import { binomialSurvival } from "../statistics/binomial-survival";
import { clopperPearson } from "../statistics/clopper-pearson";
import { detectableRate, fewestSuccesses } from "../statistics/detectable-rate";
import type { Multiply } from "../ml/distances";
import { logisticRegression, logits } from "../ml/logistic-regression";
import { assertComparable, rowsAt, stack, type Vectors } from "../ml/vectors";

/** Accuracy of a classifier that tells held-out synthetic from real vectors, with what it shows. */
export interface C2st {
  /** Share of held-out vectors classified right, 0..1: 0.5 is chance, lower is better. */
  readonly accuracy: number;
  /** 95 % interval of the accuracy, exact. */
  readonly low: number;
  readonly high: number;
  /** One-sided exact binomial p under H0: accuracy = 1/2. */
  readonly p: number;
  readonly correct: number;
  /** Held-out vectors, half of them synthetic. */
  readonly n: number;
  /** Lowest accuracy that would be significant at 0.05. */
  readonly significantFrom: number;
  /** True accuracy that this many held-out vectors detect with 80 % power: smaller differences stay unseen. */
  readonly detectable: number;
}

/** Options of `c2st`. */
export interface C2stOptions {
  readonly seed?: number;
  /** Weight of the data against the ridge; 0.01 suits pixels in [-1, 1]. */
  readonly C?: number;
  /** Multiplication of large sets. */
  readonly multiply?: Multiply | undefined;
}

/**
 * Whether a classifier can learn to tell synthetic from real: a logistic regression is trained on one random half of
 * both sets and counted on the other. Equal numbers are taken of both.
 *
 * @param synthetic at least 4 vectors
 * @param real at least 4 vectors of the same dimension
 * @returns accuracy near 0.5 is better. Not to be significant is no proof of equality: see `detectable`
 * @throws RangeError for unequal dimensions or too few vectors
 * Source: Lopez-Paz & Oquab 2017, with the exact binomial instead of its normal approximation.
 */
export function c2st(
  synthetic: Vectors,
  real: Vectors,
  { seed = 0, C = 0.01, multiply }: C2stOptions = {},
): C2st {
  assertComparable("test synthetic against real", synthetic, real, 4);
  const each = Math.min(synthetic.n, real.n);
  const half = Math.ceil(each / 2);
  const parts = (x: Vectors, name: string): [Vectors, Vectors] => {
    const order = stream(seed, "quality", "c2st", name).shuffle(range(x.n));
    return [rowsAt(x, order.slice(0, half)), rowsAt(x, order.slice(half, each))];
  };
  const [syntheticTrain, syntheticTest] = parts(synthetic, "synthetic");
  const [realTrain, realTest] = parts(real, "real");
  const labels = range(2 * half).map((i): 0 | 1 => (i < half ? 1 : 0));
  const model = logisticRegression(stack(syntheticTrain, realTrain), labels, { C, multiply });
  const right =
    logits(model, syntheticTest).filter((f) => f > 0).length +
    logits(model, realTest).filter((f) => f <= 0).length;
  return c2stResult(right, 2 * (each - half));
}

/** The accuracy, interval and p of `correct` right predictions of n. */
export function c2stResult(correct: number, n: number): C2st {
  const [low, high] = clopperPearson(correct, n);
  return {
    accuracy: correct / n,
    low,
    high,
    p: binomialSurvival(correct, n, 0.5),
    correct,
    n,
    significantFrom: fewestSuccesses(n) / n,
    detectable: detectableRate(n),
  };
}
