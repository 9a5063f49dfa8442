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

/** An arm's differences from a reference, fold by fold, tested; p after Holm's correction within the arms compared. */
export type TestedArm = Pick<StudyFinding, "arm" | "test" | "p">;

/**
 * Tests each arm's balanced accuracy against that of a reference: seeds averaged first, corrected for the overlap of the
 * training sets (Nadeau & Bengio) and for the number of these arms (Holm).
 *
 * @param names the arms to compare, `reference` not among them
 */
export function testArms(
  foldPredictions: readonly FoldPredictions[],
  names: readonly string[],
  sizes: StudySizes,
  reference: string,
): TestedArm[] {
  const before = foldScores(foldPredictions, reference);
  const tests = names.map((name) => {
    const differences = [...foldScores(foldPredictions, name)].flatMap(([key, score]) => {
      const other = before.get(key);
      return other === undefined ? [] : [score - other];
    });
    return differences.length < 2 ? undefined : correctedT(differences, sizes);
  });
  const withP = tests.flatMap((test, i) => (test?.p === undefined ? [] : [{ i, p: test.p }]));
  const adjusted = holm(withP.map(({ p }) => p));
  return names.map((arm, i) => {
    const at = withP.findIndex((w) => w.i === i);
    return { arm, test: tests[i], p: at < 0 ? undefined : adjusted[at] };
  });
}

/**
 * Compares every arm with `original`, named before any result, by `testArms`. Everything else a study shows is
 * descriptive.
 *
 * @param names the arms to compare, `original` not among them
 */
export function compareArms(
  foldPredictions: readonly FoldPredictions[],
  names: readonly string[],
  sizes: StudySizes,
): StudyComparison[] {
  return testArms(foldPredictions, names, sizes, "original").map(({ arm, test, p }) => {
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
