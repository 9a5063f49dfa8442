import { groupBy, mean, variance } from "../core/arrays";
import { balancedAccuracy } from "./measures";
import { probabilityOf, type Prediction } from "./prediction";

/** Predictions of one arm, trained once, on one fold's test. */
export interface FoldPredictions {
  readonly name: string;
  readonly repeat: number;
  readonly fold: number;
  readonly seed: number;
  readonly predictions: readonly Prediction[];
}

/** Standard deviation between seeds of one fold, pooled over the folds; undefined with one seed. */
export function seedSpread(foldPredictions: readonly FoldPredictions[], name: string): number | undefined {
  let [squares, df] = [0, 0];
  for (const scores of seedScores(foldPredictions, name)) {
    if (scores.length < 2) continue;
    squares += variance(scores, "n") * scores.length;
    df += scores.length - 1;
  }
  return df > 0 ? Math.sqrt(squares / df) : undefined;
}

/**
 * Out-of-fold predictions of an arm, one set per repeat: each image once, by models that did not see it; probabilities
 * averaged over seeds.
 */
export function outOfFold(foldPredictions: readonly FoldPredictions[], name: string): Prediction[][] {
  const ofArm = foldPredictions.filter((a) => a.name === name);
  return [...groupBy(ofArm, (a) => a.repeat).values()].map((ofRepeat) => {
    const predictions = ofRepeat.flatMap((a) => a.predictions);
    return [...groupBy(predictions, (p) => p.id).values()].map(averagePredictions);
  });
}

/**
 * Chooses the predictions that count for a comparison of some arms: those of the repeats that all of these arms have finished, or,
 * while there is no such repeat, of the folds of the first repeat that they have in common.
 *
 * @param folds of a whole repeat
 * @returns of these arms only, in the order given; none where they have no fold in common
 */
export function countedPredictions(
  foldPredictions: readonly FoldPredictions[],
  names: readonly string[],
  folds: number,
): FoldPredictions[] {
  const own = foldPredictions.filter(({ name }) => names.includes(name));
  const common = [...groupBy(own, ({ repeat, fold }) => `${repeat}/${fold}`).values()].filter((ofFold) =>
    names.every((name) => ofFold.some((p) => p.name === name)),
  );
  const perRepeat = [...groupBy(common, (ofFold) => ofFold[0]!.repeat)].sort(([a], [b]) => a - b);
  const whole = perRepeat.filter(([, ofRepeat]) => ofRepeat.length >= folds);
  const counted = new Set((whole.length > 0 ? whole : perRepeat.slice(0, 1)).flatMap(([, of]) => of.flat()));
  return own.filter((p) => counted.has(p));
}

/** One image's predictions, at least one, as one. */
function averagePredictions(predictions: readonly Prediction[]): Prediction {
  const { id, label, probabilities } = predictions[0]!;
  return {
    id,
    label,
    probabilities: probabilities.map((_, k) => mean(predictions.map((p) => probabilityOf(p, k)))),
  };
}

/** Balanced accuracies of an arm's seeds, fold by fold. */
function seedScores(foldPredictions: readonly FoldPredictions[], name: string): number[][] {
  const ofArm = foldPredictions.filter((a) => a.name === name);
  return [...groupBy(ofArm, ({ repeat, fold }) => `${repeat}/${fold}`).values()].map((seeds) =>
    seeds.flatMap(({ predictions }) => balancedAccuracy(predictions) ?? []),
  );
}
