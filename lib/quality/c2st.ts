import { range } from "../core/arrays";
import { fail } from "../core/errors";
import { stream } from "../core/random";
import { binomialSurvival } from "../statistics/binomial-survival";
import { clopperPearson } from "../statistics/clopper-pearson";
import { detectableRate, fewestSuccesses } from "../statistics/detectable-rate";
import type { Multiply } from "../ml/distances";
import { logisticRegression, logits } from "../ml/logistic-regression";
import { assertComparable, rowsAt, stack, type Vectors } from "../ml/vectors";
import { halveGroups } from "./halve-groups";

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
  /** The patient of each real vector: all of one go into the same half. By default each is alone. */
  readonly groups?: readonly string[] | undefined;
}

/**
 * Whether a classifier can learn to tell synthetic from real: a logistic regression is trained on one random half of
 * both sets and counted on the other. Equal numbers are taken of both. Real vectors of one group go into the same half, which
 * may leave some out; without groups slices of one patient fall into both, and the classifier may know the patient.
 *
 * @param synthetic at least 4 vectors
 * @param real at least 4 vectors of the same dimension
 * @returns accuracy near 0.5 is better. Not to be significant is no proof of equality: see `detectable`. Interval and p count
 *   each held-out vector as independent: of several to a group they are too sure
 * @throws RangeError for unequal dimensions, too few vectors, or real vectors of a single group
 * Source: Lopez-Paz & Oquab 2017, with the exact binomial instead of its normal approximation.
 */
export function c2st(
  synthetic: Vectors,
  real: Vectors,
  { seed = 0, C = 0.01, multiply, groups }: C2stOptions = {},
): C2st {
  assertComparable("test synthetic against real", synthetic, real, 4);
  const each = Math.min(synthetic.n, real.n);
  const half = Math.ceil(each / 2);
  const order = (x: Vectors, name: string): number[] =>
    stream(seed, "quality", "c2st", name).shuffle(range(x.n));
  const [realTrain, realTest] =
    halveGroups(order(real, "real"), groups, [half, each - half]) ?? refuseOneGroup();
  const drawn = order(synthetic, "synthetic");
  const syntheticTrain = drawn.slice(0, realTrain.length);
  const syntheticTest = drawn.slice(half, half + realTest.length);
  const labels = [...syntheticTrain.map((): 0 | 1 => 1), ...realTrain.map((): 0 | 1 => 0)];
  const trained = stack(rowsAt(synthetic, syntheticTrain), rowsAt(real, realTrain));
  const model = logisticRegression(trained, labels, { C, multiply });
  const right =
    logits(model, rowsAt(synthetic, syntheticTest)).filter((f) => f > 0).length +
    logits(model, rowsAt(real, realTest)).filter((f) => f <= 0).length;
  return c2stResult(right, 2 * realTest.length);
}

function refuseOneGroup(): never {
  return fail(
    "test synthetic against real",
    "real images of one group",
    "at least two groups, one to learn from and one to be counted on",
    "Compare with images of more patients.",
    RangeError,
  );
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
