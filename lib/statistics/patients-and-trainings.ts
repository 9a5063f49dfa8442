import { fail } from "../core/errors";
import type { TrainingsPart } from "./crossed-trainings";
import { differenceTest, type DifferenceTest } from "./difference-test";
import type { VarianceComponents } from "./variance-components";

/** With so few folds their spread is hardly known: the crossing of patients with repeats tells more. */
const fewFolds = 3;

/**
 * Tests the difference of two arms for retrained arms and new patients: its variance is that of the patients plus that of the
 * trainings (training part, generator, seeds), with Satterthwaite's degrees of freedom.
 *
 * @throws RangeError where a variance is NaN
 * Source: Satterthwaite 1946 for the sum of two variances. Deviation: the mean square stands behind the trainings' part,
 * also where that part is 0; otherwise its being 0 would be taken for knowledge.
 */
export function patientsAndTrainings(components: VarianceComponents): DifferenceTest {
  const { folds, repeats } = components.counts;
  const { crossed } = components;
  const part = folds <= fewFolds && crossed !== undefined ? crossed : betweenFolds(components);
  return withTrainings(components, part, 1 / (folds * repeats));
}

/**
 * Tests the difference of two arms for other data sets of this size, assuming that the influences of training images add up:
 * two training parts share (K - 2) / (K - 1) of their images, and what they share does not average out. The interval is very
 * wide, as one study sees one data set only.
 *
 * @param folds K, of a whole repeat, also where fewer are finished: the training parts are those of K folds
 */
export function otherDataSets(components: VarianceComponents, folds: number): DifferenceTest {
  return withTrainings(components, betweenFolds(components), (folds - 1) ** 2 / folds);
}

function betweenFolds({ trainings, folds, counts }: VarianceComponents): TrainingsPart {
  return { variance: trainings, meanSquare: folds, df: counts.repeats * (counts.folds - 1) };
}

/** @param share of a training's variance that the estimate's holds */
function withTrainings(
  { estimate, patients, counts }: VarianceComponents,
  trainings: TrainingsPart,
  share: number,
): DifferenceTest {
  const ofPatients = Math.max(1, counts.patients - counts.classes * counts.folds);
  const variance = patients + share * trainings.variance;
  const satterthwaite =
    variance ** 2 / (patients ** 2 / ofPatients + (share * trainings.meanSquare) ** 2 / trainings.df);
  const df = Math.min(Math.max(satterthwaite, Math.min(ofPatients, trainings.df)), ofPatients + trainings.df);
  if (Number.isNaN(variance))
    fail(
      "compare two arms",
      "a standard error of NaN",
      "a number",
      "Check the answers: each needs a difference.",
      RangeError,
    );
  return differenceTest(estimate, Math.sqrt(variance), Number.isNaN(df) ? 1 : df);
}
