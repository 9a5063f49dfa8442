import { range } from "../core/arrays";
import type { Multiply } from "../ml/distances";
import { logisticRegression, logits } from "../ml/logistic-regression";
import { stack, type Vectors } from "../ml/vectors";

/** Scores of every class, row after row: the highest is the class. */
export type Classifier = (x: Vectors) => Float64Array[];

/**
 * A linear classifier of any number of classes: one logistic regression against the others each, of two classes a single one.
 * @param sets the images of each class
 * @returns scores per class, one per vector
 */
export function fitClassifier(
  sets: readonly Vectors[],
  { C, multiply }: { readonly C: number; readonly multiply?: Multiply | undefined },
): Classifier {
  const x = sets.reduce(stack);
  const labels = sets.flatMap(({ n }, label) => range(n).map(() => label));
  const models = range(sets.length === 2 ? 1 : sets.length).map((label) =>
    logisticRegression(
      x,
      labels.map((of) => (of === (sets.length === 2 ? 1 : label) ? 1 : 0)),
      { C, multiply },
    ),
  );
  return (of) => {
    const scores = models.map((model) => logits(model, of));
    return sets.length === 2 ? [scores[0]!.map((v) => -v), scores[0]!] : scores;
  };
}
