import { groupBy, mean } from "../core/arrays";
import { balancedAccuracy } from "./measures";
import { probabilityOf, type Prediction } from "./prediction";

/** Answers of one arm, trained once, for one fold's test. */
export interface FoldPredictions {
  readonly name: string;
  readonly repeat: number;
  readonly fold: number;
  readonly seed: number;
  readonly predictions: readonly Prediction[];
}

/** Balanced accuracy of each fold of an arm, seeds averaged first: seeds are no subjects. Key: `repeat/fold`. */
export function foldScores(answers: readonly FoldPredictions[], name: string): Map<string, number> {
  return new Map([...seedScores(answers, name)].map(([key, scores]) => [key, mean(scores)]));
}

/** Standard deviation between seeds of one fold, pooled over the folds; undefined with one seed. */
export function seedSpread(answers: readonly FoldPredictions[], name: string): number | undefined {
  let [squares, df] = [0, 0];
  for (const scores of seedScores(answers, name).values()) {
    const m = mean(scores);
    squares += scores.reduce((sum, s) => sum + (s - m) ** 2, 0);
    df += scores.length - 1;
  }
  return df > 0 ? Math.sqrt(squares / df) : undefined;
}

/**
 * All answers of an arm as one set a repeat: each image tested once, by a model that did not see it; probabilities
 * averaged over seeds.
 */
export function outOfFold(answers: readonly FoldPredictions[], name: string): Prediction[][] {
  const ofArm = answers.filter((a) => a.name === name);
  return [...groupBy(ofArm, (a) => a.repeat).values()].map((ofRepeat) => {
    const predictions = ofRepeat.flatMap((a) => a.predictions);
    return [...groupBy(predictions, (p) => p.id).values()].map(averaged);
  });
}

/** One image's predictions, at least one, as one. */
function averaged(predictions: readonly Prediction[]): Prediction {
  const { id, label, probabilities } = predictions[0]!;
  return {
    id,
    label,
    probabilities: probabilities.map((_, k) => mean(predictions.map((p) => probabilityOf(p, k)))),
  };
}

function seedScores(answers: readonly FoldPredictions[], name: string): Map<string, number[]> {
  const scored = answers.flatMap((answer) => {
    const score = answer.name === name ? balancedAccuracy(answer.predictions) : undefined;
    return score === undefined ? [] : [{ key: `${answer.repeat}/${answer.fold}`, score }];
  });
  return new Map([...groupBy(scored, (s) => s.key)].map(([key, all]) => [key, all.map((s) => s.score)]));
}
