import type { FoldPredictions } from "../../lib/evaluation/fold-predictions";
import type { Prediction } from "../../lib/evaluation/prediction";

/** Predictions of 40 images. @param right number of each class that is right */
export function predictFold(
  name: string,
  fold: number,
  right: readonly [number, number],
  { repeat = 0, seed = 1 } = {},
): FoldPredictions {
  const predictions = Array.from({ length: 40 }, (_, i): Prediction => {
    const label = (i % 2) as 0 | 1;
    const isRight = Math.floor(i / 2) < right[label];
    return { id: `${fold}-${i}`, label, probabilities: isRight === (label === 1) ? [0.1, 0.9] : [0.8, 0.2] };
  });
  return { name, repeat, fold, seed, predictions };
}

/** An arm's predictions in five folds, twice. @param gain images more of class 0 that are right */
export const arm = (name: string, gain: (fold: number) => number): FoldPredictions[] =>
  [0, 1, 2, 3, 4].flatMap((fold) =>
    [0, 1].map((repeat) => predictFold(name, fold, [14 + gain(fold + 5 * repeat), 15], { repeat })),
  );
