import { balancedAccuracy } from "./measures";
import type { Prediction } from "./counts";

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
  const repeats = new Map<number, Map<string, { label: 0 | 1; probabilities: number[] }>>();
  for (const { repeat, predictions } of answers.filter((a) => a.name === name)) {
    const images = repeats.get(repeat) ?? new Map<string, { label: 0 | 1; probabilities: number[] }>();
    repeats.set(repeat, images);
    for (const { id, label, probability } of predictions) {
      const image = images.get(id) ?? { label, probabilities: [] };
      image.probabilities.push(probability);
      images.set(id, image);
    }
  }
  return [...repeats.values()].map((images) =>
    [...images].map(([id, { label, probabilities }]) => ({ id, label, probability: mean(probabilities) })),
  );
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

function mean(values: readonly number[]): number {
  return values.reduce((a, b) => a + b, 0) / values.length;
}
