import { groupBy, mean } from "../core/arrays";
import { fail } from "../core/errors";
import type { PredictionDifference } from "./prediction-difference";

/**
 * Difference of balanced accuracies of each fold of one repeat, in the order of the folds.
 * @param labels of all classes
 * @throws RangeError for a fold without a class
 */
export function foldDifferences(
  differences: readonly PredictionDifference[],
  labels: readonly number[],
): number[] {
  return [...groupBy(differences, ({ fold }) => fold)]
    .sort(([a], [b]) => a - b)
    .map(([fold, some]) => {
      const byClass = groupBy(some, ({ label }) => label);
      return mean(labels, (label) => {
        const ofClass = byClass.get(label);
        if (!ofClass)
          return fail(
            "compare two arms",
            `no prediction of class ${label} in fold ${fold}`,
            "every class in every fold",
            "Use fewer folds.",
            RangeError,
          );
        return mean(ofClass, ({ difference }) => difference);
      });
    });
}
