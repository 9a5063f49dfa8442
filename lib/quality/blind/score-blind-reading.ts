import { cohenKappa, type Kappa } from "../../statistics/cohen-kappa";
import { detectableRate } from "../../statistics/detectable-rate";
import { holm } from "../../statistics/holm";
import { hypergeometricSurvival } from "../../statistics/hypergeometric-survival";
import { wilson, type Rate } from "../../statistics/wilson";
import type { BlindReading, RealOrSynthetic } from "./blind-reading";
import type { Answers } from "./read-answers";

/** How well one reader told real from synthetic images. */
export interface ReaderScore {
  readonly reader: string;
  /** Images answered rightly, of those answered. */
  readonly right: Rate;
  /** Synthetic images called real: what a generator wants high, at most what `realCalledReal` is. */
  readonly syntheticCalledReal: Rate;
  readonly realCalledReal: Rate;
  /** Agreement with the truth beyond chance. */
  readonly kappa: Kappa;
  /**
   * Probability of as many right answers if the answers had nothing to do with the images, Holm over readers. Exact
   * however often a reader says "real", since the order of the images was drawn at random.
   */
  readonly p: number;
  readonly sentence: string;
}

/** Scores of all readers, and how far they agree with each other. */
export interface BlindScores {
  readonly readers: readonly ReaderScore[];
  /** Each pair of readers, on the images that both answered. */
  readonly pairs: readonly { readonly readers: readonly [string, string]; readonly kappa: Kappa }[];
}

/**
 * Scores the answers to a blind reading against its key. An image without answer does not count.
 * @param answers of each reader
 */
export function scoreBlindReading(
  { key }: Pick<BlindReading, "key">,
  answers: readonly Answers[],
): BlindScores {
  const scored = answers.map((a) => scoreReader(key, a));
  const adjusted = holm(scored.map(({ p }) => p));
  return {
    readers: scored.map((score, i) => {
      const p = adjusted[i]!;
      return { ...score, p, sentence: sentenceOf({ ...score, p }) };
    }),
    pairs: answers.flatMap((a, i) =>
      answers
        .slice(i + 1)
        .map((b) => ({ readers: [a.reader, b.reader] as const, kappa: agreement(a.kinds, b.kinds) })),
    ),
  };
}

function scoreReader(key: BlindReading["key"], { reader, kinds }: Answers): Omit<ReaderScore, "sentence"> {
  const truth = key.map(({ kind }) => kind);
  const answered = truth.flatMap((kind, i) => (kinds[i] === undefined ? [] : [{ kind, said: kinds[i] }]));
  const count = (kind: RealOrSynthetic, said: RealOrSynthetic): number =>
    answered.filter((a) => a.kind === kind && a.said === said).length;
  const [realReal, realSynthetic] = [count("real", "real"), count("real", "synthetic")];
  const [syntheticReal, syntheticSynthetic] = [count("synthetic", "real"), count("synthetic", "synthetic")];
  return {
    reader,
    right: wilson(realReal + syntheticSynthetic, answered.length),
    syntheticCalledReal: wilson(syntheticReal, syntheticReal + syntheticSynthetic),
    realCalledReal: wilson(realReal, realReal + realSynthetic),
    kappa: agreement(truth, kinds),
    p: hypergeometricSurvival(realReal, {
      total: answered.length,
      marked: realReal + realSynthetic,
      drawn: realReal + syntheticReal,
    }),
  };
}

function agreement(first: Answers["kinds"], second: Answers["kinds"]): Kappa {
  const both = first.flatMap((a, i) =>
    a === undefined || second[i] === undefined ? [] : [[a, second[i]] as const],
  );
  return cohenKappa(
    both.map(([a]) => a),
    both.map(([, b]) => b),
  );
}

/** An upper limit below this says that a reader can hardly do better than guess. */
const hardlyBetter = 0.6;

function sentenceOf({ reader, right, p }: Omit<ReaderScore, "sentence">): string {
  const { n = 0, successes = 0 } = right;
  if (n === 0) return `${reader} has not answered`;
  const found = `${reader} is right on ${successes} of ${n}`;
  if (p < 0.05) return `${found}: tells synthetic images from real ones`;
  if (right.high < hardlyBetter)
    return `${found}: no sign that they can be told apart; being right on ${percent(right.high)} would have been seen`;
  const needed = detectableRate(n);
  return `${found}: cannot tell from ${n} images, which show a reader only who is right on ${percent(needed)}`;
}

const percent = (share: number): string => `${Math.round(100 * share)} %`;
