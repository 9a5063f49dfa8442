import { groupBy } from "../core/arrays";
import type { PredictionDifference } from "./prediction-difference";
import { balancedMoments } from "./balanced-mean";
import { boundDifference } from "./bound-difference";
import { correctedT } from "./corrected-t";
import { differenceTest, type DifferenceTest } from "./difference-test";
import { foldDifferences } from "./fold-differences";
import { otherDataSets, patientsAndTrainings } from "./patients-and-trainings";
import { varianceComponents, type VarianceComponents } from "./variance-components";

/** The difference of two arms over a cross-validation: the test that decides, and others that answer another question. */
export interface CrossValidationTests {
  readonly components: VarianceComponents;
  /** The test that decides, about arms retrained on other parts of these images, on new patients: `patientsAndTrainings`. */
  readonly primary: DifferenceTest;
  readonly others: {
    /** These trained models, on new patients: the patients' variance alone (Bayle et al. 2020, section 3). */
    readonly theseModels: DifferenceTest;
    /** Arms trained on other data sets of this size; one data set says little about these. */
    readonly otherDataSets: DifferenceTest;
    /** The corrected resampled t-test of Nadeau & Bengio 2003. */
    readonly corrected: DifferenceTest;
    /** A paired t-test that takes folds for independent: claims too much with repeats. */
    readonly naive: DifferenceTest;
  };
}

/**
 * Tests the difference of two arms over a cross-validation: the test that decides, and the others shown beside it.
 * @param folds of a whole repeat, which say how much training parts share; fewer may be finished
 * @returns intervals within [-1, 1], none of them a point; undefined with fewer than two finished folds
 */
export function testCrossValidation(
  differences: readonly PredictionDifference[],
  folds: number,
): CrossValidationTests | undefined {
  if (new Set(differences.map(({ fold }) => fold)).size < 2) return undefined;
  const components = varianceComponents(differences);
  const labels = [...new Set(differences.map(({ label }) => label))];
  const perFold = [...groupBy(differences, ({ repeat }) => repeat).values()].flatMap((ofRepeat) =>
    foldDifferences(ofRepeat, labels),
  );
  const { patients } = balancedMoments(
    differences.map(({ difference, ...of }) => ({ ...of, value: difference })),
  );
  const bound = (test: DifferenceTest): DifferenceTest => boundDifference(test, patients);
  return {
    components,
    primary: bound(patientsAndTrainings(components)),
    others: {
      theseModels: bound(differenceTest(components.estimate, Math.sqrt(components.patients), Infinity)),
      otherDataSets: bound(otherDataSets(components, folds)),
      corrected: bound(correctedT(perFold, { train: folds - 1, test: 1 })),
      naive: bound(correctedT(perFold, { train: 1, test: 0 })), // no overlap is allowed for
    },
  };
}
