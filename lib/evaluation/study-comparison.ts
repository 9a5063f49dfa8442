import { correctedT, detectable, holm, imagesNeeded, type CorrectedT } from "../statistics";
import { foldScores, type FoldAnswers } from "./fold-answers";

/** The one comparison that decides: an arm's balanced accuracy against `original`'s, fold by fold. */
export interface StudyComparison {
  readonly arm: string;
  /** Differences of balanced accuracy, fold by fold; undefined with fewer than two folds in common. */
  readonly test: CorrectedT | undefined;
  /** p after Holm's correction for the number of arms; undefined where there is no p. */
  readonly p: number | undefined;
  readonly verdict: "helps" | "harms" | "cannot tell";
  /** True difference that 4 of 5 such studies would claim, at the unadjusted level. */
  readonly detectable: number | undefined;
  /** Images that would show the paper's gain in 4 of 5 studies, were all else equal. */
  readonly imagesForPaper: number | undefined;
  /** The answer in a sentence, and in half a line. */
  readonly sentence: string;
  readonly inShort: string;
}

/** Sizes that the comparison needs. */
export interface StudySizes {
  /** Images in all, and in the training and test part of a fold on average. */
  readonly images: number;
  readonly train: number;
  readonly test: number;
}

/** The gain in accuracy that the paper claims. */
export const paperGain = 0.0214;

/**
 * Compares every arm with `original`: named before any result, seeds averaged first, corrected for the overlap of the
 * training sets (Nadeau & Bengio) and for the number of arms (Holm). Everything else a study shows is descriptive.
 *
 * @param names the arms to compare, `original` not among them
 */
export function compareArms(
  answers: readonly FoldAnswers[],
  names: readonly string[],
  sizes: StudySizes,
): StudyComparison[] {
  const reference = foldScores(answers, "original");
  const tests = names.map((name) => {
    const scores = foldScores(answers, name);
    const differences = [...scores].flatMap(([key, score]) => {
      const before = reference.get(key);
      return before === undefined ? [] : [score - before];
    });
    return differences.length < 2 ? undefined : correctedT(differences, sizes);
  });
  const withP = tests.flatMap((test, i) => (test?.p === undefined ? [] : [{ i, p: test.p }]));
  const adjusted = holm(withP.map(({ p }) => p));
  return names.map((arm, i) => {
    const test = tests[i];
    const at = withP.findIndex((w) => w.i === i);
    const p = at < 0 ? undefined : adjusted[at];
    const claims = test !== undefined && p !== undefined && p < 0.05;
    const verdict = claims ? (test.mean > 0 ? "helps" : "harms") : "cannot tell";
    const isSpread = test !== undefined && test.standardError > 0;
    const comparison = {
      arm,
      test,
      p,
      verdict,
      detectable: isSpread ? detectable(0.8, test.standardError, test.df) : undefined,
      imagesForPaper: isSpread ? imagesNeeded(paperGain, { ...test, n: sizes.images }) : undefined,
    } as const;
    return { ...comparison, sentence: sentence(comparison, sizes), inShort: inShort(comparison) };
  });
}

type Words = Omit<StudyComparison, "sentence" | "inShort">;

const points = (x: number): string => (100 * x).toFixed(1);
const signed = (x: number): string => `${x >= 0 ? "+" : "−"}${points(Math.abs(x))}`;

function inShort({ arm, test, verdict }: Words): string {
  if (!test) return `${arm}: cannot tell yet.`;
  return `${arm}: ${verdict}, ${signed(test.mean)} points (${signed(test.low)} to ${signed(test.high)}).`;
}

function sentence(
  { arm, test, p, verdict, detectable: seen, imagesForPaper }: Words,
  { images }: StudySizes,
): string {
  if (!test) return `${arm}: cannot tell, fewer than two folds are finished.`;
  const found = `${signed(test.mean)} points of balanced accuracy against original (95 % interval ${signed(test.low)} to ${signed(test.high)}, n = ${test.n} folds of ${images} images, `;
  if (test.p === undefined) return `${arm}: cannot tell: ${found}all folds differ alike: no test).`;
  const numbers = `${found}p = ${formatted(test.p)}, after Holm ${formatted(p ?? 1)})`;
  if (verdict !== "cannot tell") return `${arm} ${verdict}: ${numbers}.`;
  if (seen === undefined || imagesForPaper === undefined) return `${arm}: cannot tell: ${numbers}.`;
  if (seen > 1) return `${arm}: cannot tell: ${numbers}; so small a study could show no gain at all.`;
  return `${arm}: cannot tell: ${numbers}; a true gain below ${points(seen)} points may go unseen: only from there on would 4 of 5 such studies show it. The paper's ${(100 * paperGain).toFixed(2)} points would need about ${rounded(imagesForPaper)} images.`;
}

function formatted(p: number): string {
  return p < 0.001 ? "< .001" : p.toFixed(3).replace(/^0/, "");
}

/** Two digits, with commas: such an extrapolation knows no more. */
function rounded(n: number): string {
  return Number(n.toPrecision(2)).toLocaleString("en-US");
}
