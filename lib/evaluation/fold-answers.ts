import { mean } from "../statistics/mean";
import { balancedAccuracy } from "./measures";
import { chanceOf, type Prediction } from "./prediction";

/** Answers of one arm, trained once, for one fold's test. */
export interface FoldAnswers {
  readonly name: string;
  readonly repeat: number;
  readonly fold: number;
  readonly seed: number;
  readonly predictions: readonly Prediction[];
}

/** Balanced accuracy of each fold of an arm, seeds averaged first: seeds are no subjects. Key: `repeat/fold`. */
export function foldScores(answers: readonly FoldAnswers[], name: string): Map<string, number> {
  return new Map([...seedScores(answers, name)].map(([key, scores]) => [key, mean(scores)]));
}

/** Standard deviation between seeds of one fold, pooled over the folds; undefined with one seed. */
export function seedSpread(answers: readonly FoldAnswers[], name: string): number | undefined {
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
export function outOfFold(answers: readonly FoldAnswers[], name: string): Prediction[][] {
  const repeats = new Map<number, Map<string, Prediction[]>>();
  for (const { repeat, predictions } of answers.filter((a) => a.name === name)) {
    const images = repeats.get(repeat) ?? new Map<string, Prediction[]>();
    repeats.set(repeat, images);
    for (const prediction of predictions)
      images.set(prediction.id, [...(images.get(prediction.id) ?? []), prediction]);
  }
  return [...repeats.values()].map((images) =>
    [...images.values()].flatMap(([first, ...rest]) => (first ? [averaged([first, ...rest])] : [])),
  );
}

function averaged(predictions: readonly [Prediction, ...Prediction[]]): Prediction {
  const [{ id, label, probabilities }] = predictions;
  return {
    id,
    label,
    probabilities: probabilities.map((_, k) => mean(predictions.map((p) => chanceOf(p, k)))),
  };
}

function seedScores(answers: readonly FoldAnswers[], name: string): Map<string, number[]> {
  const ofFold = new Map<string, number[]>();
  for (const answer of answers.filter((a) => a.name === name)) {
    const score = balancedAccuracy(answer.predictions);
    const key = `${answer.repeat}/${answer.fold}`;
    if (score !== undefined) ofFold.set(key, [...(ofFold.get(key) ?? []), score]);
  }
  return ofFold;
}
