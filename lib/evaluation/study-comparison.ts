import { correctedT, detectableDifference, holm, imagesNeeded } from "../statistics";
import { foldScores, type FoldPredictions } from "./fold-predictions";
import { paperNumbers } from "./paper-numbers";
import { describeFinding, judgeDifference, summarizeFinding, type StudyFinding } from "./verdict";

/** The one comparison that decides: an arm's balanced accuracy against `original`'s, fold by fold. */
export interface StudyComparison extends StudyFinding {
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

/**
 * Compares every arm with `original`: named before any result, seeds averaged first, corrected for the overlap of the
 * training sets (Nadeau & Bengio) and for the number of arms (Holm). Everything else a study shows is descriptive.
 *
 * @param names the arms to compare, `original` not among them
 */
export function compareArms(
  foldPredictions: readonly FoldPredictions[],
  names: readonly string[],
  sizes: StudySizes,
): StudyComparison[] {
  const reference = foldScores(foldPredictions, "original");
  const tests = names.map((name) => {
    const scores = foldScores(foldPredictions, name);
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
    const isSpread = test !== undefined && test.standardError > 0;
    const finding: StudyFinding = {
      arm,
      test,
      p,
      verdict: judgeDifference(test?.mean ?? 0, p),
      detectable: isSpread ? detectableDifference(0.8, test.standardError, test.df) : undefined,
      imagesForPaper: isSpread ? imagesNeeded(paperNumbers.gain, { ...test, n: sizes.images }) : undefined,
    };
    return {
      ...finding,
      sentence: describeFinding(finding, sizes.images),
      inShort: summarizeFinding(finding),
    };
  });
}
