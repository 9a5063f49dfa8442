import { mean } from "../../core";
import { paperNumbers } from "../../evaluation/paper-numbers";
import { isRight, type Prediction } from "../../evaluation/prediction";
import type { TrialResult } from "../../study/trial-result";

/**
 * What the paper's way sees of a study: each arm's difference of accuracies from `original` on as many test images of the first
 * fold as the paper has, half of them of each class.
 *
 * @returns by arm; none where the fold tests fewer of a class
 */
export function singleSplit(
  results: readonly Pick<TrialResult, "trial" | "predictions">[],
): Record<string, number> {
  const ofFirst = results
    .filter(({ trial }) => trial.kind === "arm" && trial.repeat === 0 && trial.fold === 0)
    .flatMap(({ predictions }) => predictions);
  const accuracy = (predictions: readonly Prediction[]): number =>
    mean(ofEachClass(predictions), (p) => Number(isRight(p)));
  const original = ofFirst.find(({ name }) => name === "original");
  if (original === undefined || ofEachClass(original.predictions).length < paperNumbers.testImages) return {};
  return Object.fromEntries(
    ofFirst.flatMap(({ name, predictions }) =>
      name === "original" ? [] : [[name, accuracy(predictions) - accuracy(original.predictions)]],
    ),
  );
}

function ofEachClass(predictions: readonly Prediction[]): Prediction[] {
  const each = paperNumbers.testImages / 2;
  return [0, 1].flatMap((label) => predictions.filter((p) => p.label === label).slice(0, each));
}
