import {
  detectableDifference,
  testCrossValidation,
  holm,
  imagesNeeded,
  type CrossValidationTests,
} from "../statistics";
import { predictionDifferences } from "./prediction-differences";
import type { FoldPredictions } from "./fold-predictions";
import { paperNumbers } from "./paper-numbers";
import { describeFinding, judgeDifference, summarizeFinding, type StudyFinding } from "./verdict";

/** The one comparison that decides: an arm's balanced accuracy against `original`'s, fold by fold. */
export interface StudyComparison extends StudyFinding {
  /** The answer in a sentence, and in half a line. */
  readonly sentence: string;
  readonly inShort: string;
  /** The same difference by other tests, which are about something else. */
  readonly others?: CrossValidationTests["others"] | undefined;
}

/** What a comparison needs to know of the study. */
export interface StudyPlan {
  /** Folds of one repeat. */
  readonly folds: number;
  /** The group of an image, by its id: what is drawn anew in another study. */
  readonly group: (id: string) => string;
}

/** An arm's difference from a reference, tested; p after Holm's correction within the arms compared. */
export type TestedDifference = Pick<StudyFinding, "arm" | "images" | "test" | "p" | "components"> & {
  readonly others?: CrossValidationTests["others"] | undefined;
};

/**
 * Tests each arm's balanced accuracy against that of a reference, by the variance of the patients and of the trainings
 * (`patientsAndTrainings`), Holm-corrected for the number of these arms.
 *
 * @param names the arms to compare, `reference` not among them
 */
export function testArms(
  foldPredictions: readonly FoldPredictions[],
  names: readonly string[],
  { folds, group }: StudyPlan,
  reference: string,
): TestedDifference[] {
  const differences = names.map((arm) =>
    predictionDifferences(foldPredictions, { arm, reference }, folds, group),
  );
  const tests = differences.map((ofArm) => testCrossValidation(ofArm, folds));
  const withP = tests.flatMap((test, i) => (test?.primary.p === undefined ? [] : [{ i, p: test.primary.p }]));
  const adjusted = holm(withP.map(({ p }) => p));
  return names.map((arm, i) => {
    const at = withP.findIndex((w) => w.i === i);
    const found = tests[i];
    return {
      arm,
      images: new Set(differences[i]!.map(({ image }) => image)).size,
      test: found?.primary,
      p: at < 0 ? undefined : adjusted[at],
      components: found?.components,
      others: found?.others,
    };
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
  plan: StudyPlan,
): StudyComparison[] {
  return testArms(foldPredictions, names, plan, "original").map(({ others, ...tested }) => {
    const { test, p, images } = tested;
    const isSpread = test !== undefined && test.standardError > 0;
    const finding: StudyFinding = {
      ...tested,
      verdict: judgeDifference(test?.mean ?? 0, p),
      detectable: isSpread ? detectableDifference(0.8, test.standardError, test.df) : undefined,
      imagesForPaper: isSpread ? imagesNeeded(paperNumbers.gain, { ...test, n: images }) : undefined,
    };
    return {
      ...finding,
      others,
      sentence: describeFinding(finding),
      inShort: summarizeFinding(finding),
    };
  });
}
