import { range } from "../core/arrays";
import { stream } from "../core/random";
import { atLeast, clopperPearson, detectedChance, fewestSuccesses } from "../statistics/binomial";
import type { Multiply } from "../ml/distances";
import { logisticRegression, logits } from "../ml/logistic-regression";
import { comparable, rowsAt, stack, type Vectors } from "../ml/vectors";

/** What a classifier that never saw them can tell about synthetic and real vectors. */
export interface C2st {
  /** Share of held-out vectors told right, 0..1: .5 is chance, lower is better. */
  readonly accuracy: number;
  /** 95 % interval of the accuracy, exact. */
  readonly low: number;
  readonly high: number;
  /** Exact one-sided probability of so many right answers where nothing differs. */
  readonly p: number;
  readonly correct: number;
  /** Held-out vectors, half of them synthetic. */
  readonly n: number;
  /** Lowest accuracy that would be significant at .05. */
  readonly significantFrom: number;
  /** True accuracy that this many held-out vectors would detect four times in five: smaller differences stay unseen. */
  readonly detectable: number;
}

/** How the classifier of `c2st` is trained. */
export interface C2stOptions {
  readonly seed?: number;
  /** Weight of the data against the ridge; .01 suits pixels in [-1, 1]. */
  readonly C?: number;
  /** How inner products of large sets are computed. */
  readonly multiply?: Multiply | undefined;
}

/**
 * Whether a classifier can learn to tell synthetic from real: a logistic regression is trained on one random half of
 * both sets and counted on the other. Equal numbers are taken of both.
 *
 * @param synthetic at least 4 vectors
 * @param real at least 4 vectors of the same dimension
 * @returns accuracy near .5 is better. Not to be significant is no proof of equality: see `detectable`
 * @throws RangeError for unequal dimensions or too few vectors
 * Source: Lopez-Paz & Oquab 2017, with the exact binomial instead of its normal approximation.
 */
export function c2st(
  synthetic: Vectors,
  real: Vectors,
  { seed = 0, C = 0.01, multiply }: C2stOptions = {},
): C2st {
  comparable("test synthetic against real", synthetic, real, 4);
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
  return resultOf(right, 2 * (each - half));
}

/** The statement that so many right answers of n allow. */
export function resultOf(correct: number, n: number): C2st {
  const [low, high] = clopperPearson(correct, n);
  const fewest = fewestSuccesses(n);
  return {
    accuracy: correct / n,
    low,
    high,
    p: atLeast(correct, n, 0.5),
    correct,
    n,
    significantFrom: fewest / n,
    detectable: detectedChance(fewest, n),
  };
}
